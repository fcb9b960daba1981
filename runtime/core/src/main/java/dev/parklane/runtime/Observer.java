package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import java.util.Objects;

/**
 * A handler that is registered for an event of a lane. Made by {@link Lane#observe}, called through
 * {@link Lane#trigger}.
 */
@Experimental
public final class Observer extends Observers {
  final HandlerName name;
  private final Object handler;

  /**
   * How often it stands in the chain of parked writers, the running handler included. The thread
   * whose turn it is.
   */
  int onChain;

  Observer(HandlerName name, Object handler) {
    this.name = name;
    this.handler = handler;
  }

  /** {@return the handler, as it was given to {@link Lane#observe}} */
  public Object handler() {
    return handler;
  }

  /** {@return the place of its event among those of the lane: lower ranks are called first} */
  public int rank() {
    return name.rank;
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public Observer get(int index) {
    Objects.checkIndex(index, 1);
    return this;
  }

  @Override
  Observer latest() {
    return this;
  }

  /** As in {@code length.onEvent}. */
  @Override
  public String toString() {
    return name.toString();
  }
}
