package dev.parklane.runtime.event;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handler that is a function of a guest: it is called with the event as the guest sees it (law
 * H1). Runs on the thread that delivers the event, when that has come into the guest. What it
 * returns is dropped, unless it stands for work that is still to be done: a promise is followed,
 * and a coroutine or generator is a failure (law H5).
 *
 * <p>It is a function by the name of its global, or one that the guest has given to its agent's bus
 * or clock itself (law H2), whatever that is called. Equal are those of one guest by equal names,
 * and those of one function that the guest has given.
 *
 * <p>What fails in the guest is a {@link GuestException}. What failed in Java under it, in a lane
 * write for one, is thrown as itself, unless the guest catches it (laws H4, F1).
 *
 * @param <E> the type of the events
 */
public final class GuestHandler<E> implements EventHandler<E> {
  private final Guest guest;
  private final String function;
  private final @Nullable Object callee; // a value of the guest; null where the name finds it
  private final @Nullable Object identity; // of that

  /**
   * Of a function that the guest has.
   *
   * @param guest whose function it is
   * @param function the name of a global
   * @throws IllegalArgumentException where the guest has no such function
   */
  public GuestHandler(Guest guest, String function) {
    this.guest = guest;
    this.function = Objects.requireNonNull(function, "function");
    this.callee = null;
    this.identity = null;
    guest.require(function);
  }

  /** Of a function itself, which is another where its identity is not equal. */
  GuestHandler(Guest guest, String name, Object callee, Object identity) {
    this.guest = guest;
    this.function = name;
    this.callee = callee;
    this.identity = identity;
  }

  /** {@return whose function it is} */
  public Guest guest() {
    return guest;
  }

  /** {@return what the function is called: by its guest, where it has a name there} */
  public String function() {
    return function;
  }

  /**
   * Waits until it is this thread's turn in the guest, and calls the function.
   *
   * @throws GuestException where the function fails
   * @throws InterruptedException where the thread is interrupted before its turn
   */
  @Override
  public void handle(E event) throws Exception {
    guest.call(function, callee, new Object[] {event});
  }

  /**
   * Calls the function as {@link #handle} does, but with nothing: as a step, which no event goes
   * with.
   *
   * @throws GuestException where the function fails
   * @throws InterruptedException where the thread is interrupted before its turn
   * @throws Exception what failed in Java under it
   */
  public void run() throws Exception {
    guest.call(function, callee, new Object[0]);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GuestHandler<?> handler
        && handler.guest == guest
        && (identity == null
            ? handler.identity == null && handler.function.equals(function)
            : identity.equals(handler.identity));
  }

  @Override
  public int hashCode() {
    return identity == null ? function.hashCode() : identity.hashCode();
  }

  /** As in {@code on_bar of the python guest}. */
  @Override
  public String toString() {
    return function + " of the " + guest;
  }
}
