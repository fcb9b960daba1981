package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lane is inside its agent: its name, the turn in which it may be touched, and the observers
 * that it calls. A kind of lane extends {@link Lane}, which knows of its state too.
 */
@Experimental
public abstract class ObservedLane extends LaneTraits {
  static final byte NEW = -1; // declared after the constructor, and not restored yet
  static final byte OPEN = 0;
  static final byte CLOSED = 1;
  static final byte DEAD = 2; // the cascade that declared it has failed (law F7)

  static final byte UNTOUCHED = 0;
  static final byte KEPT = 1; // the state, for the undo log of the cascade that runs
  static final byte PREPARED = 2; // and a change takes no more: nobody traces it

  final Host host;
  final String name;
  Observers observers = Observers.NONE; // replaced as a whole; the thread whose turn it is
  private final boolean stateless;
  @Nullable Outlet outlet; // where its changes leave the agent; the thread whose turn it is
  byte touched; // by this cascade: UNTOUCHED, KEPT or PREPARED; the thread whose turn it is
  byte over; // OPEN, or NEW, or why not; the thread whose turn it is

  ObservedLane(Host agent, String name, boolean stateless) {
    this.host = Objects.requireNonNull(agent, "agent");
    this.name = Objects.requireNonNull(name, "name");
    this.stateless = stateless;
  }

  /** {@return its name, by which commands reach it and every message calls it} */
  public final String name() {
    return name;
  }

  /** {@return the agent that it belongs to} */
  public final Host agent() {
    return host;
  }

  /**
   * {@return whether it has been closed} A kind asks after each handler that it has triggered: a
   * lane that is closed calls no more of them (law F8).
   */
  protected final boolean isClosed() {
    return over > OPEN;
  }

  /** The cascade that declared it has failed: it is dead (law F7). */
  final void takeBack() {
    over = DEAD;
  }

  /**
   * Registers what will be done if this cascade fails: for a kind that keeps more than its state.
   *
   * @param undo run in the agent's turn; what is registered last is undone first
   */
  protected final void onUndo(Runnable undo) {
    host.cascade().onUndo(undo::run);
  }

  // --- its observers ----------------------------------------------------------------------------

  /**
   * Registers a handler for an event. Handlers are called by rank from low to high, among equals in
   * the order in which they were registered (law V2); one that is registered while the lane is
   * triggering is called from the next write on.
   *
   * @param event the name of the event, as in {@code onSet}
   * @param rank the place of the event among those of the lane
   * @param handler what the kind calls when it triggers, not null
   */
  protected final void observe(String event, int rank, Object handler) {
    Objects.requireNonNull(handler, () -> "a handler of " + event + " of " + this);
    declaring();
    host.cascade().keepObservers(this, observers);
    observers = observers.with(new Observer(HandlerName.of(name, event, rank), handler));
  }

  /**
   * The handle of the observer that was registered last, to take it off again: {@code Observation
   * watch = length.onEvent(this::note).observation()}. Agent's constructor, or its turn.
   *
   * @return what is closed when the handler shall not be called any more
   * @throws IllegalStateException where the lane has no observer, or the last one has been taken
   *     off
   * @throws LaneAccessException where it is not this thread's turn, or the lane is closed
   */
  public final Observation observation() {
    declaring();
    Observer latest = observers.latest();
    if (latest == null) {
      throw new IllegalStateException(
          "[PL-V2] "
              + this
              + " has no observer that was registered last; ask for its handle where you register"
              + " it, as in lane.onEvent(...).observation()");
    }
    return new Observation(this, latest);
  }

  /** Takes an observer off, if it is there. */
  final void takeOff(Observer observer) {
    if (isObservedBy(observer)) {
      host.cascade().keepObservers(this, observers);
      observers = observers.without(observer);
    }
  }

  /** Whether it calls it; a lane that is closed calls nobody. */
  final boolean isObservedBy(Observer observer) {
    if (Thread.currentThread() != host.turn) {
      host.refuse(this);
    }
    return over <= OPEN && observers.has(observer);
  }

  /** {@return whether it has a handler of any of its events} */
  protected final boolean isObserved() {
    return observers != Observers.NONE;
  }

  /** {@return the observers, in the order in which they are called} */
  protected final Observers observers() {
    return observers;
  }

  /**
   * To be called before what it is changes, and not its state: it gets a handler, or a codec.
   *
   * @throws LaneAccessException where it is not this thread's turn (law E8), or the lane is closed,
   *     or the cascade that declared it has failed (law F7)
   * @throws CascadeAbortedException where the cascade has failed already (law F1)
   */
  protected final void declaring() {
    if (Thread.currentThread() != host.turn || over > OPEN) {
      refuse();
    }
  }

  /**
   * To be called before every read. The first of a lane that is declared after the constructor has
   * it restored.
   *
   * @throws LaneAccessException where it is not this thread's turn (law E8), or the lane is closed,
   *     or the cascade that declared it has failed (law F7)
   * @throws CascadeAbortedException where the cascade has failed already (law F1)
   */
  protected final void reading() {
    if (Thread.currentThread() != host.turn || over != OPEN) {
      declaring();
      restoreNew();
    }
  }

  /** It is new, and about to be used: it gets what the store of its agent holds of it. */
  abstract void restoreNew();

  private void refuse() {
    if (Thread.currentThread() == host.turn) {
      throw new LaneAccessException(
          "[PL-F7] "
              + this
              + (over == DEAD
                  ? " is dead: the cascade that declared it has failed; declare it anew"
                  : " is closed; declare it anew, or ask agents for another"));
    }
    host.refuse(this);
  }

  /**
   * To be called before every change.
   *
   * @throws LaneAccessException where it is not this thread's turn, or the agent is under
   *     construction (law E8)
   * @throws CascadeAbortedException where the cascade has failed already (law F1)
   */
  protected final void changing() {
    reading();
    Cascade cascade = cascade();
    if (observers != Observers.NONE) { // before it changes, where no stack is left to trigger them
      cascade.reserveStack();
    }
    if (touched != PREPARED) {
      prepare(cascade);
    }
  }

  /** Before the first change in a cascade, and, where that is traced, before every change. */
  private void prepare(Cascade cascade) {
    if (cascade.constructing) {
      throw Cascade.writtenInConstructor(this);
    }
    if (!stateless || outlet != null) { // which has to hear of the end of the cascade
      keep(cascade);
    }
    if (cascade.tracer != null) {
      cascade.tellOf(this, name);
    } else if (touched == KEPT) {
      touched = PREPARED;
    }
  }

  @Override
  final @Nullable Object traced() {
    return stateless ? null : state();
  }

  /** Keeps the state for a roll-back, if this cascade has not yet. */
  final void keep(Cascade cascade) {
    if (touched == UNTOUCHED) {
      cascade.undo.keepState(this, state());
      touched = KEPT;
    }
  }

  /**
   * Runs a handler of this lane to its end, with everything that it sets off, before it returns
   * (law E3). Called from a handler it parks that handler; the thread of the triggered handler is
   * another (law E5). One that has been taken off meanwhile is not run (law F8).
   *
   * @param observer whose handler it is, for its name
   * @param handler calls the handler
   * @throws GuardException where the handler would go past a guard (law G2)
   * @throws CascadeAbortedException where the handler, or anything under it, has failed (law F1)
   */
  protected final void trigger(Observer observer, Invocation handler) {
    if (observers.has(observer)) {
      cascade().trigger(observer, handler);
    }
  }

  /**
   * Runs the handlers of all its observers, as {@link #trigger(Observer, Invocation)} runs one: of
   * those that it has now, in their order. One that another takes off is not called any more, and
   * none where the lane is closed meanwhile (law F8).
   *
   * @param call calls the handler of each
   * @throws GuardException where a handler would go past a guard (law G2)
   * @throws CascadeAbortedException where a handler, or anything under it, has failed (law F1)
   */
  protected final void trigger(HandlerCall call) {
    Observers called = observers;
    if (called instanceof Observer one) {
      cascade().trigger(one, call);
      return;
    }
    for (int i = 0; i < called.size() && over == OPEN; i++) {
      Observer observer = called.get(i);
      if (isStillThere(observer, called)) {
        cascade().trigger(observer, call);
      }
    }
  }

  /**
   * Runs the handlers of those observers that have this rank, as {@link #trigger(HandlerCall)} runs
   * all.
   *
   * @param rank of the event that has happened
   * @param call calls the handler of each
   * @throws GuardException where a handler would go past a guard (law G2)
   * @throws CascadeAbortedException where a handler, or anything under it, has failed (law F1)
   */
  protected final void trigger(int rank, HandlerCall call) {
    Observers called = observers;
    for (int i = 0; i < called.size() && over == OPEN; i++) {
      Observer observer = called.get(i);
      if (observer.name.rank == rank && isStillThere(observer, called)) {
        cascade().trigger(observer, call);
      }
    }
  }

  /** Whether none of those that were called before it has taken it off (law F8). */
  private boolean isStillThere(Observer observer, Observers called) {
    return observers == called || observers.has(observer);
  }

  final Cascade cascade() {
    Cascade running = host.running;
    return running == null ? host.cascade() : running; // which says that there is none
  }

  /** As in {@code lane 'length' of /names/guests}. */
  @Override
  public final String toString() {
    return "lane '" + name + "' of " + host.uri();
  }
}
