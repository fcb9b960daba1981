package dev.parklane.runtime;

/**
 * A handler that is registered for an event of a lane. Made by {@link Lane#observe}, called through
 * {@link Lane#trigger}.
 */
public final class Observer {
  private final HandlerName name;
  private final Object handler;
  private final int rank;
  private int onChain; // the thread whose turn it is

  Observer(HandlerName name, int rank, Object handler) {
    this.name = name;
    this.rank = rank;
    this.handler = handler;
  }

  /** The handler, as it was given to {@link Lane#observe}. */
  public Object handler() {
    return handler;
  }

  /** The place of its event among those of the lane: lower ranks run first. */
  public int rank() {
    return rank;
  }

  HandlerName name() {
    return name;
  }

  /** How often it stands in the chain of parked writers, the running handler included. */
  int onChain() {
    return onChain;
  }

  void enterChain() {
    onChain++;
  }

  void leaveChain() {
    onChain--;
  }

  /** As in {@code length.onEvent}. */
  @Override
  public String toString() {
    return name.toString();
  }
}
