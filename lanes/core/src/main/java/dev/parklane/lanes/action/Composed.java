package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;

/**
 * The one class that every action is of, an {@link ComposedHandler} whatever its result.
 *
 * <p>That lets {@code andThen} and its like give exactly what the last action is without knowing
 * it: the only types that an {@code R extends HandlerAction<A, ?>} can stand for are {@code
 * HandlerAction} and {@code ComposedHandler}, both are sealed, and an object of this class is both.
 * Which of them a program sees is a matter of types alone, and those are checked where it composes.
 */
final class Composed<A extends Agent> implements ComposedHandler<A> {
  private final Part part;

  private Composed(Part part) {
    this.part = part;
  }

  /** The action that is made of this part. */
  @SuppressWarnings("unchecked") // an object of this class is of both types
  static <R extends HandlerAction<?, ?>> R of(Part part) {
    return (R) new Composed<>(part);
  }

  /** What an action is made of. */
  static Part partOf(HandlerAction<?, ?> action) {
    return ((Composed<?>) action).part;
  }

  /** As in {@code a handler action}: what it is made of may be endless to tell. */
  @Override
  public String toString() {
    return "a handler action";
  }
}
