package dev.parklane.runtime;

/**
 * The handle of an observer, by which it is taken off its lane. {@link ObservedLane#observation}
 * gives one.
 */
public final class Observation implements AutoCloseable {
  private final ObservedLane lane;
  private final Observer observer;

  Observation(ObservedLane lane, Observer observer) {
    this.lane = lane;
    this.observer = observer;
  }

  /**
   * {@return whether its handler is called: it has not been taken off, and its lane is not closed}
   *
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  public boolean isOpen() {
    return lane.isObservedBy(observer);
  }

  /**
   * Takes the observer off: its handler is not called any more, also by a change that is under way
   * (law F8); one that runs already goes on. The others keep their order (law V2). A change like
   * any other: it is taken back where the cascade fails (law F2). A second call does nothing, nor
   * does one after the lane has been closed.
   *
   * @throws LaneAccessException where it is not this thread's turn in the agent (law E8)
   */
  @Override
  public void close() {
    lane.takeOff(observer);
  }

  /** As in {@code length.onEvent of /names/guests}. */
  @Override
  public String toString() {
    return observer + " of " + lane.host.uri();
  }
}
