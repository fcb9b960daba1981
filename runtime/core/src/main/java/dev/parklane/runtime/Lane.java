package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.store.StateChange;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of lane is built on: a name in its agent, observers in order, and the four steps
 * of an access.
 *
 * <p>A kind keeps its own state and calls, in this order:
 *
 * <ol>
 *   <li>{@link #reading} before it reads, {@link #changing} before it changes: both refuse an
 *       access out of turn (law E8), and {@code changing} keeps the state that a roll-back would
 *       need (law F2);
 *   <li>then it changes its state, and, where {@link #isFollowed}, {@link #publish}es what it did;
 *   <li>then {@link #trigger(HandlerCall)}, or {@link #trigger(int, HandlerCall)} where it has
 *       several events. That returns when the handlers of the event, and everything that they set
 *       off, have run (law E3). With no observer there is nothing to call, and the write does not
 *       park (law E4).
 * </ol>
 *
 * <p>The runtime knows kinds by it alone. Every method but {@link #name}, {@link #agent} and {@link
 * #kind} is for the thread whose turn it is. {@code LaneContract} of the testkit checks a kind.
 */
@Experimental
public abstract class Lane extends LaneTraits {
  private static final byte OPEN = 0;
  private static final byte CLOSED = 1;
  private static final byte DEAD = 2; // the cascade that declared it has failed (law F7)

  private static final byte UNTOUCHED = 0;
  private static final byte KEPT = 1; // the state, for the undo log of the cascade that runs
  private static final byte PREPARED = 2; // and a change takes no more: nobody traces it

  private final Host host;
  final String name;
  private final boolean stateless;
  private Observers observers = Observers.NONE; // replaced as a whole; the thread whose turn it is
  private @Nullable Outlet outlet; // where its changes leave the agent; the thread whose turn it is
  private byte touched; // by this cascade: UNTOUCHED, KEPT or PREPARED
  private byte over; // OPEN or why not; the thread whose turn it is
  private boolean isTransient; // set where it is declared

  /**
   * Adds the lane to its agent.
   *
   * @param agent whose lane it is
   * @param name by which commands reach it, different from those of the agent's other lanes
   * @throws IllegalArgumentException where the name is blank or the agent has a lane of that name
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  protected Lane(Host agent, String name) {
    this(agent, name, false);
  }

  /** Adds one that may have no state: then there is nothing to keep for a roll-back. */
  @SuppressWarnings("this-escape") // the agent keeps the reference; nothing is called on it
  Lane(Host agent, String name, boolean stateless) {
    this.host = Objects.requireNonNull(agent, "agent");
    this.name = Objects.requireNonNull(name, "name");
    this.stateless = stateless;
    host.add(this);
  }

  /** {@return its name, by which commands reach it and every message calls it} */
  public final String name() {
    return name;
  }

  /** {@return the agent that it belongs to} */
  public final Host agent() {
    return host;
  }

  /** {@return what it is, for those who know it by its name alone} */
  public final LaneDescription description() {
    reading();
    return new LaneDescription(name, kind(), linkForm(), takesCommands(), keys(), values());
  }

  // --- those outside its agent -------------------------------------------------------------------

  /**
   * {@return whether somebody outside the agent wants to know what it does: a link, or the store}
   */
  protected final boolean isFollowed() {
    return outlet != null && outlet.isOpen();
  }

  /**
   * Tells those outside the agent, if this cascade succeeds (law O1).
   *
   * @param event what the lane has done
   */
  protected final void publish(LaneEvent event) {
    if (outlet != null && outlet.isOpen()) {
      outlet.add(event, host.cascade());
    }
  }

  /**
   * Lets the store of the agent, if it has one, keep the lane: puts back what the store holds of
   * it, before {@code onStart} or, for a lane that is declared later, at once (laws L1, V4). To be
   * called where the lane is declared, when {@link #load} and {@link #save} can be called.
   */
  protected final void keepInStore() {
    reading();
    if (host.store() != null && !isTransient) {
      keepInStore(true);
      keepForUndo(); // what it reads is taken back too
      host.hasDeclared(this);
    }
  }

  private void keepInStore(boolean keep) {
    Outlet out = outlet();
    boolean before = out.isKept();
    onUndo(() -> out.keepInStore(before));
    out.keepInStore(keep);
  }

  /** Lets it take no part in restore. To be called where the lane is declared. */
  protected final void declareTransient() {
    reading();
    boolean before = isTransient;
    onUndo(() -> isTransient = before);
    isTransient = true;
    if (outlet != null) {
      keepInStore(false);
    }
  }

  final @Nullable String lacksForStore() {
    return isTransient ? null : missingForStore();
  }

  final boolean isKept() {
    return outlet != null && outlet.isKept();
  }

  final void saveChanges(Consumer<StateChange> to) {
    if (outlet != null && over == OPEN) { // what is closed is dropped
      outlet.save(to);
    }
  }

  private Outlet outlet() {
    Outlet there = outlet;
    if (there == null) {
      there = new Outlet(this);
      outlet = there;
    }
    return there;
  }

  /**
   * {@return whether it has been closed} A kind asks after each handler that it has triggered: a
   * lane that is closed calls no more of them (law F8).
   */
  protected final boolean isClosed() {
    return over != OPEN;
  }

  /** The cascade that declared it has failed: it is dead (law F7). */
  final void takeBack() {
    over = DEAD;
  }

  final void addRecipient(Recipient recipient) {
    outlet().add(recipient);
  }

  final void removeRecipient(Recipient recipient) {
    outlet().remove(recipient);
  }

  final boolean hasLinks() {
    return outlet != null && outlet.hasLinks();
  }

  /** The lane is gone, with its agent or before it; its links are told why. */
  final void endLinks(@Nullable Throwable failure, Departure by) {
    if (outlet != null) {
      outlet.end(failure, by);
    }
  }

  /**
   * Closes the lane: its agent has it no more, its links are told that it has ended, and a store
   * forgets what it held of it. A lane of the same name may be declared anew. A change like any
   * other: it takes effect outside when the cascade has succeeded, and is taken back if it fails.
   * Every later access is refused.
   *
   * @throws LaneAccessException where it is not this thread's turn, or the lane is closed
   */
  public final void close() {
    reading();
    closing();
    host.remove(this);
    over = CLOSED;
    host.cascade().onUndo(() -> over = OPEN);
    if (host.store() != null) {
      host.cascade().part().drops(new StateChange.LaneDropped(name));
    }
    host.cascade().leaves(by -> endLinks(null, by));
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
    reading();
    host.cascade().keepObservers(this, observers);
    observers = observers.with(new Observer(HandlerName.of(name, event, rank), handler));
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
   * To be called before every read.
   *
   * @throws LaneAccessException where it is not this thread's turn (law E8), or the lane is closed,
   *     or the cascade that declared it has failed (law F7)
   * @throws CascadeAbortedException where the cascade has failed already (law F1)
   */
  protected final void reading() {
    if (Thread.currentThread() != host.turn || over != OPEN) {
      refuse();
    }
  }

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
    if (observers != Observers.NONE) { // before it changes, where no stack is left to trigger them
      cascade().scheduler.reserveStack();
    }
    if (touched != PREPARED) {
      prepare();
    }
  }

  private void prepare() {
    Cascade cascade = cascade();
    if (cascade.constructing) {
      throw Cascade.writtenInConstructor(this);
    }
    if (!stateless || outlet != null) { // which has to hear of the end of the cascade
      keep(cascade);
    }
    if (cascade.tracer != null) {
      cascade.tellOf(name);
    } else if (touched == KEPT) {
      touched = PREPARED;
    }
  }

  private void keepForUndo() {
    Cascade cascade = cascade();
    if (!cascade.constructing) {
      keep(cascade);
    }
  }

  private void keep(Cascade cascade) {
    if (touched == UNTOUCHED) {
      cascade.undo.keepState(this, state());
      touched = KEPT;
    }
  }

  private Cascade cascade() {
    Cascade running = host.running;
    return running == null ? host.cascade() : running; // which says that there is none
  }

  /**
   * Runs a handler of this lane to its end, with everything that it sets off, before it returns
   * (law E3). Called from a handler it parks that handler; the thread of the triggered handler is
   * another (law E5).
   *
   * @param observer whose handler it is, for its name
   * @param handler calls the handler
   * @throws GuardException where the handler would go past a guard (law G2)
   * @throws CascadeAbortedException where the handler, or anything under it, has failed (law F1)
   */
  protected final void trigger(Observer observer, Invocation handler) {
    cascade().trigger(observer, handler);
  }

  /**
   * Runs the handlers of all its observers, as {@link #trigger(Observer, Invocation)} runs one: of
   * those that it has now, in their order, as long as the lane is not closed (law F8).
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
      cascade().trigger(called.get(i), call);
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
      if (observer.name.rank == rank) {
        cascade().trigger(observer, call);
      }
    }
  }

  /** The cascade is over: the next one keeps the state anew. */
  @Override
  final void forgetKept() {
    touched = UNTOUCHED;
    if (outlet != null) {
      outlet.forgetChanges();
    }
  }

  @Override
  final void putBack(Object before) {
    if (before instanceof UndoLog.State kept) {
      restore(kept.value());
    } else {
      observers = (Observers) before;
    }
  }

  /** As in {@code lane 'length' of /names/guests}. */
  @Override
  public final String toString() {
    return "lane '" + name + "' of " + host.uri();
  }
}
