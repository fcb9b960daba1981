package dev.parklane.runtime;

import java.util.Objects;
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
 *   <li>then it changes its state;
 *   <li>then {@link #trigger} for each observer of the event, in the order of {@link #observers}.
 *       That call returns when the handler, and everything that it set off, has run (law E3). With
 *       no observer there is nothing to call, and the write does not park (law E4).
 * </ol>
 *
 * <p>The runtime knows no kind of lane beyond this class. Every method but {@link #name}, {@link
 * #agent} and {@link #kind} is for the thread whose turn it is.
 */
public abstract class Lane {
  private final Agent agent;
  private final String name;
  private Observers observers = Observers.NONE; // replaced as a whole; the thread whose turn it is
  private boolean kept; // whether this cascade has kept the state already

  /**
   * Adds the lane to its agent.
   *
   * @throws IllegalArgumentException where the name is blank or the agent has a lane of that name
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  @SuppressWarnings("this-escape") // the agent keeps the reference; nothing is called on it
  protected Lane(Agent agent, String name) {
    this.agent = Objects.requireNonNull(agent, "agent");
    this.name = Objects.requireNonNull(name, "name");
    agent.add(this);
  }

  /** Its name, by which commands reach it and every message calls it. */
  public final String name() {
    return name;
  }

  /** The agent that it belongs to. */
  public final Agent agent() {
    return agent;
  }

  /** What kind of lane it is, as in {@code value}. */
  public abstract String kind();

  /** Its state, in a form that {@link #restore} takes back and that later writes do not change. */
  protected abstract @Nullable Object state();

  /** Puts back a state that {@link #state} gave. Triggers nothing (law V4). */
  protected abstract void restore(@Nullable Object state);

  /**
   * Whether a command with this value may be sent to it by name; null where it may, otherwise why
   * not.
   */
  protected @Nullable String refusesCommand(Object value) {
    return "it is a " + kind() + " lane, which takes no commands";
  }

  /** Handles a command that was sent by name and that {@link #refusesCommand} let through. */
  protected void accept(Object value) {
    throw new IllegalStateException(this + " takes no commands");
  }

  /**
   * Registers a handler for an event. Handlers are called by rank from low to high, among equals in
   * the order in which they were registered (law V2); one that is registered while the lane is
   * triggering is called from the next write on.
   */
  protected final void observe(String event, int rank, Object handler) {
    Objects.requireNonNull(handler, event);
    reading();
    agent.keepObservers(this, observers);
    observers = observers.with(new Observer(HandlerName.of(name, event, rank), handler));
  }

  /** The observers, in the order in which they are called. */
  protected final Observers observers() {
    return observers;
  }

  /**
   * To be called before every read.
   *
   * @throws LaneAccessException where it is not this thread's turn (law E8)
   * @throws CascadeAbortedException where the cascade has failed already (law F1)
   */
  protected final void reading() {
    if (Thread.currentThread() != agent.turn) {
      agent.refuse(this);
    }
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
    if (observers != Observers.NONE) {
      agent.cascade().reserveStack();
    }
    if (!kept) {
      agent.keepState(this, state());
      kept = true;
    }
  }

  /**
   * Runs a handler of this lane to its end, with everything that it sets off, before it returns
   * (law E3). Called from a handler it parks that handler; the thread of the triggered handler is
   * another (law E5).
   *
   * @throws GuardException where the handler would go past a guard (law G2)
   * @throws CascadeAbortedException where the handler, or anything under it, has failed (law F1)
   */
  protected final void trigger(Observer observer, Invocation handler) {
    agent.cascade().trigger(observer, handler);
  }

  /** The cascade is over: the next one keeps the state anew. */
  final void forgetKept() {
    kept = false;
  }

  final void restoreObservers(Observers before) {
    observers = before;
  }

  /** As in {@code lane 'length' of /names/guests}. */
  @Override
  public final String toString() {
    return "lane '" + name + "' of " + agent.uri();
  }
}
