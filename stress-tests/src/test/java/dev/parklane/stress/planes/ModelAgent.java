package dev.parklane.stress.planes;

import dev.parklane.stress.planes.Noted.Answered;
import dev.parklane.stress.planes.Noted.Took;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An agent's life as the laws tell it, told once more from its book: given what came to it, each
 * line in the book must be the one that is due. What came to it and what left it is kept for the
 * audit.
 */
final class ModelAgent {
  private final int index;
  private final Role role;
  private final Cursor cursor;
  private final boolean mayBeLate;

  private @Nullable State state; // null where the agent is not there
  private @Nullable State standing; // what a failure would lead back to
  private State kept = new State();
  private List<Integer> timers = new ArrayList<>(); // of this instance, those of failures too
  private final Map<Integer, Session> hearing = new HashMap<>(); // by who supplies
  private int serial = 1;
  private int armed;
  private boolean ready;
  private boolean failedLast;

  final List<Letter> left = new ArrayList<>(); // in the order made, of cascades that succeeded
  final Set<Letter> leftEarly = new HashSet<>(); // before all agents were there
  final List<Letter> mail = new ArrayList<>(); // commands and messages of the bus, as they came
  final List<Letter> answered = new ArrayList<>(); // questions whose cascades succeeded
  final List<Answered> asked = new ArrayList<>();
  final List<Session> sessions = new ArrayList<>();
  final List<Integer> firstValues = new ArrayList<>(List.of(0)); // what v0 held, between cascades
  final Map<Integer, List<Integer>> keys = new HashMap<>(); // what each key held, or 0
  final JoinHistory joins = new JoinHistory();

  private ModelAgent(int index, Role role, List<Noted> notes, boolean mayBeLate) {
    this.index = index;
    this.mayBeLate = mayBeLate;
    this.role = role;
    cursor = new Cursor(Role.uri(index), notes);
  }

  /**
   * Replays a book.
   *
   * @param mayBeLate whether timers may have been late
   */
  static ModelAgent replay(int index, Role role, List<Noted> notes, boolean mayBeLate) {
    ModelAgent agent = new ModelAgent(index, role, notes, mayBeLate);
    agent.replay();
    return agent;
  }

  private void replay() {
    while (cursor.peek() != null) {
      try {
        live(cursor.take());
      } catch (Cursor.Torn e) {
        // what it did in the middle of the crash has never been
      }
    }
  }

  private void live(Noted noted) {
    switch (noted) {
      case Noted.Born born -> {
        cursor.require(state == null, "no second instance (L1)");
        state = kept.kept();
        timers = new ArrayList<>();
        Took start = cursor.expect(Took.class);
        cursor.require(start.taken() instanceof Taken.Start, "onStart (L1)");
        take(start);
      }
      case Noted.Crashed crashed -> {
        serial = crashed.serial();
        end();
      }
      case Noted.Ready now -> {
        ready = true;
        leftEarly.addAll(left);
      }
      case Took took -> {
        cursor.require(state != null, "an instance");
        cursor.require(!(took.taken() instanceof Taken.Start), "onStart once");
        take(took);
      }
      default -> cursor.require(false, "a root event");
    }
  }

  private void take(Took took) {
    boolean failed = !complete(took);
    State now = Objects.requireNonNull(state);
    if (took.taken() instanceof Taken.Stop) {
      stopped(failed);
    } else if (failed && !resumesAfter(took)) {
      lastWord();
      end();
      failedLast = true;
    } else if (now.stops) {
      Took last = cursor.expect(Took.class);
      cursor.require(last.taken() instanceof Taken.Stop, "onStop (L2)");
      stopped(!complete(last));
    }
  }

  /** One that has not started does not live on, whatever the policy (law L1). */
  private boolean resumesAfter(Took took) {
    return role.policy() == Role.Policy.RESUME && !(took.taken() instanceof Taken.Start);
  }

  private void stopped(boolean failed) {
    if (failed) {
      lastWord();
    }
    end();
  }

  private void lastWord() {
    Took last = cursor.expect(Took.class);
    cursor.require(last.taken() instanceof Taken.Failure, "onFailure (F3)");
    complete(last);
  }

  private void end() {
    state = null;
    sessions.forEach(Session::end);
    hearing.clear();
    joins.end();
    failedLast = false;
  }

  /** Runs a cascade, and keeps what it has done if it has succeeded (law F2); false if not. */
  private boolean complete(Took took) {
    State before = Objects.requireNonNull(state);
    standing = before;
    State written = before.copy();
    ModelTurn turn = new ModelTurn(this, role, written);
    ModelRoots roots = new ModelRoots(this, role, written, turn);
    roots.run(took);
    boolean keeps = !turn.hasFailed() && isKept();
    turn.end(keeps);
    State after = keeps ? written : Objects.requireNonNull(standing);
    state = after;
    if (keeps) {
      turn.succeed();
      commit(turn.outbox(), written);
    }
    roots.end(took, after);
    return keeps;
  }

  /** Law F10: at a checkpoint. */
  void stands(List<Letter> outbox, State written) {
    commit(outbox, written);
    State stands = written.copy();
    stands.stops = written.stops;
    standing = stands;
  }

  boolean isKept() {
    Noted end = cursor.peek();
    if (end instanceof Noted.Refused) {
      cursor.take();
      return false;
    }
    cursor.expect(new Noted.Kept());
    return true;
  }

  private void commit(List<Letter> outbox, State written) {
    kept = written.kept();
    left.addAll(outbox);
    if (firstValues.getLast() != written.values[0]) {
      firstValues.add(written.values[0]);
    }
    for (int key = 0; key < Planes.KEYS; key++) {
      List<Integer> held = keys.computeIfAbsent(key, k -> new ArrayList<>(List.of(0)));
      int value = written.map.getOrDefault(key, 0);
      if (written.cleared && held.getLast() != 0) {
        held.add(0); // a clearing is told, whatever comes after it
      }
      if (held.getLast() != value) {
        held.add(value);
      }
    }
    for (Session session : sessions) {
      if (session.isOpen()
          && !hearing.containsValue(session)
          && written.subscribed.stream().noneMatch(there -> there.session() == session)) {
        session.end();
      }
    }
    written.subscribed.forEach(there -> {
      if (!sessions.contains(there.session())) {
        sessions.add(there.session());
      }
    });
  }

  // --- for its turns -----------------------------------------------------------------------------

  int index() {
    return index;
  }

  Role role() {
    return role;
  }

  Cursor cursor() {
    return cursor;
  }

  int next() {
    return serial++;
  }

  /** The place of a timer among those of the same time. */
  int arm() {
    return ++armed;
  }

  List<Integer> timers() {
    return timers;
  }

  boolean isReady() {
    return ready;
  }

  /** The session of what it hears. */
  Session hearing(int from) {
    Session session = hearing.get(from);
    cursor.require(session != null, "a link to " + from + " before that");
    return Objects.requireNonNull(session);
  }

  /** A timer fires when it is due, and those before it have fired (laws S3, K3, K7). */
  void checkDue(State.Timer timer, long now) {
    cursor.require(mayBeLate ? timer.due() <= now : timer.due() == now, timer + " when it is due");
    Optional<State.Timer> first =
        Objects.requireNonNull(state).timers.values().stream().min(State.Timer.ORDER);
    cursor.require(mayBeLate || first.equals(Optional.of(timer)), "before that " + first);
  }

  void startHearing(int from) {
    Session session = Session.ofSupply(from, !ready);
    hearing.put(from, session);
    sessions.add(session);
  }

  void endHearing(int from) {
    Session session = hearing.remove(from);
    if (session != null) {
      session.end();
    }
  }

  // --- for the audit -----------------------------------------------------------------------------

  /** What is there in the end, or null where it has ended. */
  @Nullable State state() {
    return state;
  }

  /** Whether it has ended by a failure. */
  boolean hasFailedLast() {
    return state == null && failedLast;
  }

  /** What the last instance has kept. */
  State kept() {
    return kept;
  }

  /** The timers that should have fired by then. */
  List<State.Timer> overdue(long nanos) {
    State there = state;
    return there == null
        ? List.of()
        : there.timers.values().stream().filter(timer -> timer.due() <= nanos).toList();
  }
}
