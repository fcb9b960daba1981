package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/**
 * A handler with its arguments, ready to be called once: what a kind of lane hands to a trigger.
 */
@Experimental
@FunctionalInterface
public interface Invocation extends HandlerCall {
  /**
   * Calls the handler.
   *
   * @throws Exception what the handler throws; it fails the cascade (law F1)
   */
  void call() throws Exception;

  /**
   * Calls the handler, whose observer it knows.
   *
   * @param observer whose handler it is
   */
  @Override
  default void to(Observer observer) throws Exception {
    call();
  }
}
