package dev.parklane.stress.planes;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AskCycleException;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.MailboxFullException;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Schedule;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.stress.planes.Role.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The agent that a {@link Role} describes, on real lanes. */
final class GeneratedAgent extends Agent implements Stage {
  private final int index;
  private final Role role;
  private final Book book;
  private final Performer performer = new Performer(this);

  private final List<ValueLane<Integer>> values =
      List.of(
          new ValueLane<>(this, "v0", 0).codec(Codecs.INTEGER),
          new ValueLane<>(this, "v1", 0).codec(Codecs.INTEGER));
  private final MapLane<Integer, Integer> map =
      new MapLane<Integer, Integer>(this, "m").codec(Codecs.INTEGER, Codecs.INTEGER);
  private final List<CommandLane<Letter>> commands =
      List.of(
          new CommandLane<>(this, "c0", Letter.class), new CommandLane<>(this, "c1", Letter.class));
  private final SupplyLane<Letter> supply = new SupplyLane<>(this, "supply");
  private final JoinValueLane<Integer, Integer> joinedValues =
      new JoinValueLane<>(this, "joined values");
  private final JoinMapLane<Integer, Integer, Integer> joinedMaps =
      new JoinMapLane<>(this, "joined maps");

  /** So that each cascade has something to keep, and the book has its end. */
  private final ValueLane<Integer> steps = new ValueLane<>(this, "steps", 0).codec(Codecs.INTEGER);

  private final ValueLane<List<Integer>> suspended =
      new ValueLane<List<Integer>>(this, "suspended", List.of()).asTransient();

  private final Slots slots;
  private final List<Scheduled> timers = new ArrayList<>(); // those of failed cascades too
  private int running; // handlers that have begun and not ended

  GeneratedAgent(int index, Role role, Book book) {
    this.index = index;
    this.role = role;
    this.book = book;
    book.note(new Noted.Born());
    observe(values.get(0), "v0", Point.EVENT_0, Point.SET_0);
    observe(values.get(1), "v1", Point.EVENT_1, Point.SET_1);
    observeMap();
    observeCommands(0, Point.COMMAND_0);
    observeCommands(1, Point.COMMAND_1);
    observeJoins();
    slots = new Slots(role.slots(), slot -> letter -> delivered(slot, letter));
  }

  // --- its handlers ------------------------------------------------------------------------------

  private void observe(ValueLane<Integer> lane, String name, Point event, Point set) {
    for (List<Act> acts : role.observers(event)) {
      lane.onEvent(now -> react(name + ".onEvent", List.of(now), Charge.energy(now), acts));
    }
    for (List<Act> acts : role.observers(set)) {
      lane.onSet((now, was) -> react(name + ".onSet", List.of(now, was), Charge.energy(now), acts));
    }
  }

  private void observeMap() {
    for (List<Act> acts : role.observers(Point.UPDATE)) {
      map.onUpdate((after, key, was, now) ->
          react("m.onUpdate", new Change(after, key, was, now), Charge.energy(now), acts));
    }
    for (List<Act> acts : role.observers(Point.REMOVE)) {
      map.onRemove((after, key, was) ->
          react("m.onRemove", new Change(after, key, was, null), Charge.rest(was), acts));
    }
    for (List<Act> acts : role.observers(Point.CLEAR)) {
      map.onClear(before -> react("m.onClear", before, Charge.rest(before.values()), acts));
    }
  }

  private void observeCommands(int lane, Point point) {
    for (List<Act> acts : role.observers(point)) {
      commands
          .get(lane)
          .onCommand(letter ->
              handle(new Taken.Told(lane, letter), "c" + lane, letter, letter.energy(), acts));
    }
  }

  private void observeJoins() {
    for (List<Act> acts : role.observers(Point.VALUE_JOINED)) {
      joinedValues.onUpdate((after, key, was, now) ->
          joined(Act.Join.VALUES, new Change(after, key, was, now), acts));
    }
    for (List<Act> acts : role.observers(Point.VALUE_LEFT)) {
      joinedValues.onRemove(
          (after, key, was) -> joined(Act.Join.VALUES, new Change(after, key, was, null), acts));
    }
    for (List<Act> acts : role.observers(Point.KEY_JOINED)) {
      joinedMaps.onUpdate(
          (after, key, was, now) -> joined(Act.Join.MAPS, new Change(after, key, was, now), acts));
    }
    for (List<Act> acts : role.observers(Point.KEY_LEFT)) {
      joinedMaps.onRemove(
          (after, key, was) -> joined(Act.Join.MAPS, new Change(after, key, was, null), acts));
    }
    joinedValues.backoff(Backoff.NONE).onEnd((key, cause) -> ended(Act.Join.VALUES, key));
    joinedMaps.backoff(Backoff.NONE).onEnd((link, cause) -> ended(Act.Join.MAPS, link));
  }

  private void delivered(int slot, Letter letter) throws Exception {
    List<Act> acts = role.slots().get(slot).acts();
    handle(new Taken.Delivered(slot, letter), "slot" + slot, letter, letter.energy(), acts);
  }

  private void joined(Act.Join join, Change change, List<Act> acts) throws Exception {
    handle(
        new Taken.Joined(join, change.key(), change.was(), change.now(), change.isLast()),
        join + " ",
        change,
        change.rest(),
        acts);
  }

  private JoinAnswer ended(Act.Join join, int from) {
    book.note(new Noted.Took(new Taken.Ended(join, from), nanos()));
    steps.update(count -> count + 1);
    return role.answer();
  }

  /** A handler that no root event reaches. */
  private void react(String name, Object arguments, int energy, List<Act> acts) throws Exception {
    if (running == 0) {
      line("a root event has reached " + name);
    }
    handle(new Taken.Start(), name, arguments, energy, acts);
  }

  private void handle(Taken taken, String name, Object arguments, int energy, List<Act> acts)
      throws Exception {
    if (running == 0) {
      book.note(new Noted.Took(taken, nanos()));
      steps.update(count -> count + 1);
    }
    running++;
    try {
      performer.handle(name, arguments, energy, acts);
    } finally {
      running--;
    }
  }

  @Override
  protected void onStart() throws Exception {
    handle(new Taken.Start(), "onStart", "", 0, List.of());
    slots.subscribeFromStart(bus());
    role.joins().forEach(link -> link(link.join(), link.to()));
    role.hears().forEach(this::hear);
  }

  private void hear(int from) {
    new EventLink<>(this, agent(Role.uri(from)).lane("supply", Letter.class))
        .onLinked(() -> handle(new Taken.Linked(from), "linked", from, 0, List.of()))
        .onEvent(letter ->
            handle(
                new Taken.Heard(from, letter),
                "heard",
                letter,
                Math.min(1, letter.energy()),
                role.acts(Point.HEARD)))
        .onUnlinked(() -> handle(new Taken.Unheard(from), "unheard", from, 0, List.of()))
        .onFailed(cause -> handle(new Taken.Unheard(from), "unheard", from, 0, List.of()))
        .retry(new Retry(Integer.MAX_VALUE, Backoff.NONE))
        .open();
  }

  @Override
  protected void onStop() throws Exception {
    handle(new Taken.Stop(), "onStop", "", 1, role.acts(Point.STOP));
  }

  @Override
  protected void onFailure(Throwable cause) throws Exception {
    String why = Boom.describe(cause);
    handle(new Taken.Failure(why), "onFailure", why, 1, role.acts(Point.FAILURE));
  }

  /** To be asked. */
  Letter asked(Letter letter) throws Exception {
    handle(new Taken.Asked(letter), "asked", letter, letter.energy(), role.acts(Point.ASKED));
    return letter;
  }

  /** To be asked: how much suspended work has not come back. */
  long outstanding() {
    return suspended.get().stream().filter(work -> !book.hasResumed(work)).count();
  }

  // --- what they do ------------------------------------------------------------------------------

  @Override
  public void touch() {
    steps.get();
  }

  @Override
  public String state() {
    try {
      return State.describe(
          values.get(0).get(),
          values.get(1).get(),
          map.get(),
          joinedValues.get(),
          joinedMaps.get(),
          joinedValues.links(),
          joinedMaps.links(),
          steps.get());
    } catch (RuntimeException e) {
      return " [" + Boom.describe(e) + "] ";
    }
  }

  @Override
  public void line(String text) {
    book.note(new Noted.Line(text));
  }

  private int number(int energy) {
    return Charge.of(book.next(), index, energy);
  }

  private Letter letter(int energy, String to) {
    return new Letter(uri(), book.next(), energy, to);
  }

  @Override
  public void set(int lane, int energy) {
    values.get(lane).set(number(energy));
  }

  @Override
  public void put(int key, int energy) {
    map.put(key, number(energy));
  }

  @Override
  public void remove(int key) {
    map.remove(key);
  }

  @Override
  public void clear() {
    map.clear();
  }

  @Override
  public void command(int lane, int energy) {
    commands.get(lane).command(letter(energy, "inside"));
  }

  @Override
  public void send(int to, int lane, int energy) {
    agent(Role.uri(to)).command("c" + lane, letter(energy, Letter.command(to, lane)));
  }

  @Override
  public void publish(String topic, int energy) {
    bus().publish(topic, letter(energy, Letter.topic(topic)));
  }

  @Override
  public void supply(int energy) {
    supply.supply(letter(energy, Letter.SUPPLY));
  }

  @Override
  public void subscribe(int slot) {
    slots.subscribe(bus(), slot);
  }

  @Override
  public void close(int slot) {
    slots.close(slot);
  }

  @Override
  public void link(Act.Join join, int to) {
    switch (join) {
      case VALUES -> joinedValues.link(to, agent(Role.uri(to)).lane("v0", Integer.class));
      case MAPS ->
          joinedMaps.link(to, agent(Role.uri(to)).mapLane("m", Integer.class, Integer.class));
    }
  }

  @Override
  public void unlink(Act.Join join, int to, boolean delete) {
    Consumer<Integer> end =
        switch (join) {
          case VALUES -> delete ? joinedValues::unlinkAndDelete : joinedValues::unlink;
          case MAPS -> delete ? joinedMaps::unlinkAndDelete : joinedMaps::unlink;
        };
    end.accept(to);
  }

  @Override
  public void schedule(Act.Form form, int seconds, int energy) {
    int timer = book.next();
    book.note(new Noted.Timed(timer, nanos()));
    Duration delay = Duration.ofSeconds(seconds);
    Step step = () -> handle(new Taken.Due(timer), "due", timer, energy, role.acts(Point.DUE));
    timers.add(
        switch (form) {
          case AFTER -> after(delay, step);
          case AT -> at(now().plus(delay), step);
          case EVERY -> every(delay.plusSeconds(1), step);
          case STEPS -> schedule(Schedule.after(delay, step).then(delay, step));
        });
  }

  @Override
  public boolean cancel(int number) {
    return !timers.isEmpty() && timers.get(number % timers.size()).cancel();
  }

  @Override
  public void suspend(boolean fails, int energy) {
    int work = book.next();
    suspended.update(ids -> Stream.concat(ids.stream(), Stream.of(work)).toList());
    suspend(
        () -> {
          if (fails) {
            throw new Boom();
          }
          return work;
        },
        done -> resumed(done, false, energy),
        failed -> resumed(work, true, energy));
  }

  private void resumed(int work, boolean failed, int energy) throws Exception {
    book.resumed(work);
    List<Act> acts = role.acts(Point.RESUMED);
    handle(new Taken.Resumed(work, failed), "resumed", work, energy, acts);
  }

  @Override
  public boolean ask(int to, int energy) throws InterruptedException {
    Letter letter = letter(energy, Letter.question(to));
    boolean well;
    try {
      well =
          agent(Role.uri(to))
              .ask(GeneratedAgent.class, asked -> asked.asked(letter))
              .equals(letter);
    } catch (AgentFailedException | AskCycleException | MailboxFullException e) {
      well = false;
    }
    book.note(new Noted.Answered(letter, well));
    return well;
  }

  @Override
  public boolean keep() {
    try {
      checkpoint();
    } catch (IllegalStateException e) {
      return false; // which the model expects of triggered handlers alone
    }
    steps.update(count -> count + 1); // so that the next has something to keep
    return true;
  }

  @Override
  public void halt() {
    stop();
  }

  private long nanos() {
    return Duration.between(Instant.EPOCH, now()).toNanos();
  }
}
