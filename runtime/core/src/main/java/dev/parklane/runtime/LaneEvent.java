package dev.parklane.runtime;

import dev.parklane.clock.Experimental;

/**
 * What a lane tells those outside its agent: its links (law J1), and the store that keeps it. What
 * a link writes to the lane at its other end has the same form.
 *
 * <p>It says what holds after a cascade, not what happened in it: of several values that one
 * cascade sets the last is told, of several updates of a key the last (laws O1, J6). A key that was
 * there, and that the cascade removes and puts again, is told as a removal and an update: so a copy
 * that does what it is told has the order of the lane (law M8).
 */
@Experimental
public sealed interface LaneEvent {
  /** {@return what it carries, for messages about it; null where it carries nothing} */
  default Object payload() {
    return this;
  }

  /**
   * The value of a value or demand lane. A later one stands for all before it.
   *
   * @param value what the lane holds now
   */
  record Value(Object value) implements LaneEvent {
    @Override
    public Object payload() {
      return value;
    }
  }

  /**
   * A key of a map lane has this value.
   *
   * @param key the key, which keeps its place where it was there before, and is behind all others
   *     where it was not (law M8)
   * @param value what it has now
   * @param isNew whether the key was not there before
   */
  record Update(Object key, Object value, boolean isNew) implements LaneEvent {}

  /**
   * A key of a map lane is gone.
   *
   * @param key the key that was removed
   */
  record Remove(Object key) implements LaneEvent {}

  /** All keys of a map lane are gone. */
  record Clear() implements LaneEvent {}

  /**
   * What was sent to a command lane, or supplied by a supply lane. None stands for another.
   *
   * @param value the message
   */
  record Message(Object value) implements LaneEvent {
    @Override
    public Object payload() {
      return value;
    }
  }
}
