package dev.parklane.runtime.event;

/**
 * A handler of an event that carries one value: an ordinary, blocking-style method.
 *
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Handler<T> {
  /**
   * Called in the agent's turn, on a virtual thread of the agent. It may sleep, wait and do I/O:
   * that holds the agent, and no carrier (law E7).
   *
   * @param value what has happened, of the type that the handler is registered for
   * @throws Exception to fail the cascade (law F1)
   */
  void handle(T value) throws Exception;
}
