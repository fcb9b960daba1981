package dev.parklane.stress.planes;

import dev.parklane.stress.planes.Noted.Took;
import dev.parklane.stress.planes.Role.Point;
import dev.parklane.stress.planes.State.Subscribed;
import dev.parklane.stress.planes.State.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cascade as the laws tell it: one thread, handlers called on the stack of their writer (E3), on
 * a copy of the state that is forgotten where it fails (F2).
 */
final class ModelTurn implements Stage {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ModelAgent agent;
  private final Role role;
  private final State state;
  private final ModelJoins joins;
  private final Performer performer = new Performer(this);
  private final List<Letter> outbox = new ArrayList<>();
  private final List<Runnable> commits = new ArrayList<>();
  private final List<Runnable> successes = new ArrayList<>();
  private final List<Runnable> undone = new ArrayList<>();
  private int depth; // of the handler that runs
  private @Nullable Throwable failure;

  ModelTurn(ModelAgent agent, Role role, State state) {
    this.agent = agent;
    this.role = role;
    this.state = state;
    joins = new ModelJoins(this, role, state);
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** What leaves if the cascade is kept (law O1). */
  List<Letter> outbox() {
    return outbox;
  }

  /** What is done if it is kept. */
  void onCommit(Runnable act) {
    commits.add(act);
  }

  /** What is done if all of it is kept, up to the end of the root event. */
  void onSuccess(Runnable act) {
    successes.add(act);
  }

  /** What is done if it is not. */
  void onUndo(Runnable act) {
    undone.add(act);
  }

  void end(boolean kept) {
    (kept ? commits : undone).forEach(Runnable::run);
  }

  void succeed() {
    successes.forEach(Runnable::run);
  }

  ModelAgent agent() {
    return agent;
  }

  ModelJoins joins() {
    return joins;
  }

  // --- handlers ----------------------------------------------------------------------------------

  /** A handler that a root event reaches. */
  void root(String name, Object arguments, int energy, List<Act> acts) {
    if (failure == null) {
      state.steps++;
      handle(name, arguments, energy, acts);
    }
  }

  /** Another handler of the same root event, which begins with it too. */
  void rootAgain(Taken taken, String name, Object arguments, int energy, List<Act> acts) {
    if (failure == null) {
      Took took = agent.cursor().expect(Took.class);
      agent.cursor().require(took.taken().equals(taken), "before that " + taken);
      root(name, arguments, energy, acts);
    }
  }

  void trigger(String name, Object arguments, int energy, List<Act> acts) {
    touch();
    deeper(() -> handle(name, arguments, energy, acts));
    touch();
  }

  /** Runs handlers that are triggered, by the handler that runs or by the runtime's own. */
  void deeper(Runnable handlers) {
    depth++;
    handlers.run();
    depth--;
  }

  private void handle(String name, Object arguments, int energy, List<Act> acts) {
    try {
      performer.handle(name, arguments, energy, acts);
    } catch (Exception e) {
      failure = failure == null ? e : failure;
    }
  }

  @Override
  public void touch() {
    Throwable failed = failure;
    if (failed != null) {
      throw new Boom.Aborted(failed);
    }
  }

  @Override
  public String state() {
    Throwable failed = failure;
    return failed == null
        ? state.toString()
        : " [" + Boom.describe(new Boom.Aborted(failed)) + "] ";
  }

  @Override
  public void line(String text) {
    agent.cursor().expect(new Noted.Line(text));
  }

  private int number(int energy) {
    return Charge.of(agent.next(), agent.index(), energy);
  }

  private Letter letter(int energy, String to) {
    return new Letter(Role.uri(agent.index()), agent.next(), energy, to);
  }

  // --- lanes -------------------------------------------------------------------------------------

  @Override
  public void set(int lane, int energy) {
    int now = number(energy);
    int was = state.values[lane];
    state.values[lane] = now;
    for (List<Act> acts : role.observers(lane == 0 ? Point.EVENT_0 : Point.EVENT_1)) {
      trigger("v" + lane + ".onEvent", List.of(now), energy, acts);
    }
    for (List<Act> acts : role.observers(lane == 0 ? Point.SET_0 : Point.SET_1)) {
      trigger("v" + lane + ".onSet", List.of(now, was), energy, acts);
    }
  }

  @Override
  public void put(int key, int energy) {
    int now = number(energy);
    Integer was = state.map.put(key, now);
    Change change = new Change(new LinkedHashMap<>(state.map), key, was, now);
    for (List<Act> acts : role.observers(Point.UPDATE)) {
      trigger("m.onUpdate", change, energy, acts);
    }
  }

  @Override
  public void remove(int key) {
    Integer was = state.map.remove(key);
    if (was != null) {
      Change change = new Change(new LinkedHashMap<>(state.map), key, was, null);
      for (List<Act> acts : role.observers(Point.REMOVE)) {
        trigger("m.onRemove", change, Charge.rest(was), acts);
      }
    }
  }

  @Override
  public void clear() {
    Map<Integer, Integer> before = new LinkedHashMap<>(state.map);
    state.map.clear();
    state.cleared = true;
    for (List<Act> acts : role.observers(Point.CLEAR)) {
      trigger("m.onClear", before, Charge.rest(before.values()), acts);
    }
  }

  @Override
  public void command(int lane, int energy) {
    Letter letter = letter(energy, "inside");
    for (List<Act> acts : role.observers(lane == 0 ? Point.COMMAND_0 : Point.COMMAND_1)) {
      trigger("c" + lane, letter, energy, acts);
    }
  }

  @Override
  public void link(Act.Join join, int to) {
    joins.link(join, to);
  }

  @Override
  public void unlink(Act.Join join, int to, boolean delete) {
    joins.unlink(join, to, delete);
  }

  // --- what leaves -------------------------------------------------------------------------------

  @Override
  public void send(int to, int lane, int energy) {
    outbox.add(letter(energy, Letter.command(to, lane)));
  }

  @Override
  public void supply(int energy) {
    outbox.add(letter(energy, Letter.SUPPLY));
  }

  @Override
  public void publish(String topic, int energy) {
    Letter letter = letter(energy, Letter.topic(topic));
    outbox.add(letter);
    List<Subscribed> matching =
        state.subscribed.stream()
            .filter(own -> own.session().isFor(letter))
            .sorted(Comparator.comparing(own -> -own.to().priority())) // else in order (B2)
            .toList();
    for (Subscribed own : matching) {
      if (state.subscribed.contains(own)) { // or else it was closed meanwhile (B5)
        trigger("slot" + own.slot(), letter, energy, own.to().acts());
      }
    }
  }

  @Override
  public void subscribe(int slot) {
    if (state.subscribed.stream().noneMatch(open -> open.slot() == slot)) {
      Role.Slot to = role.slots().get(slot);
      Session session = Session.ofSlot(to, !agent.isReady());
      state.subscribed.add(new Subscribed(slot, to, session));
    }
  }

  @Override
  public void close(int slot) {
    state.subscribed.removeIf(open -> open.slot() == slot);
  }

  @Override
  public boolean ask(int to, int energy) {
    Letter letter = letter(energy, Letter.question(to));
    Noted.Answered answered = agent.cursor().expect(Noted.Answered.class);
    agent.cursor().require(answered.letter().equals(letter), "before that " + letter);
    agent.asked.add(answered);
    return answered.well();
  }

  // --- time, work, life --------------------------------------------------------------------------

  @Override
  public void schedule(Act.Form form, int seconds, int energy) {
    int id = agent.next();
    Noted.Timed timed = agent.cursor().expect(Noted.Timed.class);
    agent.cursor().require(timed.timer() == id, "before that timer " + id);
    long delay = seconds * SECOND;
    long due = timed.atNanos() + delay;
    int place = agent.arm();
    state.timers.put(
        id,
        switch (form) {
          case AFTER, AT -> new Timer(id, due, place, 0, 0, 0, energy, false);
          case EVERY -> new Timer(id, due + SECOND, place, delay + SECOND, 0, 0, energy, false);
          case STEPS -> new Timer(id, due, place, 0, 1, delay, energy, false);
        });
    agent.timers().add(id);
  }

  @Override
  public boolean cancel(int index) {
    List<Integer> all = agent.timers();
    Timer timer = all.isEmpty() ? null : state.timers.get(all.get(index % all.size()));
    if (timer == null || (timer.begun() && timer.isLast())) {
      return false;
    }
    state.timers.remove(timer.id());
    return true;
  }

  @Override
  public void suspend(boolean fails, int energy) {
    int id = agent.next();
    state.works.put(id, new State.Work(id, fails, energy));
  }

  /** Law F10: what was done so far is a cascade, and what comes is another one. */
  @Override
  public boolean keep() {
    if (depth > 0) {
      return false;
    }
    if (!agent.isKept()) {
      failure = new Boom.OfStore();
      touch();
    }
    end(true);
    commits.clear();
    undone.clear();
    agent.stands(outbox, state);
    outbox.clear();
    state.cleared = false;
    state.steps++;
    return true;
  }

  @Override
  public void halt() {
    state.stops = true;
  }
}
