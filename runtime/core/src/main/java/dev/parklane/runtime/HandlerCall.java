package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/** How a kind of lane calls the handlers of one of its events, with what has happened. */
@Experimental
@FunctionalInterface
public interface HandlerCall {
  /**
   * Calls the handler of this observer.
   *
   * @param observer whose handler it is
   * @throws Exception what the handler throws; it fails the cascade (law F1)
   */
  void to(Observer observer) throws Exception;
}
