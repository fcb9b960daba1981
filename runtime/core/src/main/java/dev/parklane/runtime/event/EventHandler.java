package dev.parklane.runtime.event;

/**
 * What an event of the clock or of the bus is handled by: one type for handlers of every language
 * (law H1).
 *
 * <ul>
 *   <li>{@linkplain #shared Shared}: Java without a state, which may run on any thread at once;
 *   <li>{@linkplain #owned owned}: Java that belongs to the agent that registers it, runs in its
 *       turn and needs no lock; to one instance at a time (law H6);
 *   <li>{@linkplain Guest#handler guest}: a function of a GraalVM language, entered by one thread
 *       at a time;
 *   <li>{@linkplain NativeHandler native}: a C function.
 * </ul>
 *
 * <p>The bus of a plane and the clock of an agent take it as it is; a clock that is used alone, as
 * {@code handler::handle}.
 *
 * <p>Where a handler runs is decided by whoever registers it. Registered by an agent, a handler of
 * any kind runs in the agent's turn. Two handlers are equal where calling one is calling the other.
 *
 * @param <E> the type of the events
 */
public sealed interface EventHandler<E>
    permits SharedHandler, OwnedHandler, GuestHandler, NativeHandler {
  /**
   * Handles an event, on this thread, and returns when it is handled.
   *
   * @param event what has happened, of the type that the handler is registered for
   * @throws Exception to fail whoever the handler runs for: an agent's cascade (law F1), or this
   *     one delivery (law B7)
   */
  void handle(E event) throws Exception;

  /**
   * Makes a handler without a state of its own, which may run on any thread, and on many at once.
   *
   * @param <E> the type of the events
   * @param handler what it calls; it must be safe to call from many threads
   * @return a handler that is equal to any other made of an equal one
   */
  static <E> EventHandler<E> shared(Handler<? super E> handler) {
    return new SharedHandler<>(handler);
  }

  /**
   * Makes a handler that belongs to the agent that registers it, and runs in its turn only. A
   * second agent that registers this object is refused until the first has ended (law H6); one of
   * its own, also of the same Java handler, is another.
   *
   * @param <E> the type of the events
   * @param handler what it calls; it may have a state of its own
   * @return a handler for one agent
   */
  static <E> EventHandler<E> owned(Handler<? super E> handler) {
    return new OwnedHandler<>(handler);
  }
}
