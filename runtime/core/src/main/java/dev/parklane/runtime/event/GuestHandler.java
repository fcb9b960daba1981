package dev.parklane.runtime.event;

import java.util.Objects;

/**
 * A handler that is a function of a guest: it is called with the event as the guest sees it (law
 * H1). Runs on the thread that delivers the event, when that has come into the guest. What it
 * returns is dropped, unless it stands for work that is still to be done: a promise is followed,
 * and a coroutine or generator is a failure (law H5).
 *
 * <p>What fails in the guest is a {@link GuestException}. What failed in Java under it, in a lane
 * write for one, is thrown as itself, unless the guest catches it (laws H4, F1).
 *
 * @param <E> the type of the events
 * @param guest whose function it is
 * @param function the name of a global; equal names of one guest make equal handlers
 */
public record GuestHandler<E>(Guest guest, String function) implements EventHandler<E> {
  /**
   * Of a function that the guest has.
   *
   * @throws IllegalArgumentException where it has not
   */
  public GuestHandler {
    Objects.requireNonNull(function, "function");
    guest.require(function);
  }

  /**
   * Waits until it is this thread's turn in the guest, and calls the function.
   *
   * @throws GuestException where the function fails
   * @throws InterruptedException where the thread is interrupted before its turn
   */
  @Override
  public void handle(E event) throws Exception {
    guest.call(function, event);
  }
}
