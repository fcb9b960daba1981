package dev.parklane.runtime;

/**
 * What a lane tells those outside its agent: its links (law J1), and the store that keeps it. What
 * a link writes to the lane at its other end has the same form.
 *
 * <p>It says what holds after a cascade, not what happened in it: of several values that one
 * cascade sets the last is told, of several updates of a key the last (laws O1, J6).
 */
public sealed interface LaneEvent {
  /** What it carries, for messages about it; null where it carries nothing. */
  default Object payload() {
    return this;
  }

  /** The value of a value or demand lane. A later one stands for all before it. */
  record Value(Object value) implements LaneEvent {
    @Override
    public Object payload() {
      return value;
    }
  }

  /**
   * A key of a map lane has this value.
   *
   * @param isNew whether the key was not there before
   * @param isMoved whether it was removed since, and put again behind all others (law M8)
   */
  record Update(Object key, Object value, boolean isNew, boolean isMoved) implements LaneEvent {
    /** An update of a key that stays in its place. */
    public Update(Object key, Object value, boolean isNew) {
      this(key, value, isNew, false);
    }

    /** This update, behind a removal that is not told of. */
    Update moved() {
      return new Update(key, value, isNew, true);
    }
  }

  /** A key of a map lane is gone. */
  record Remove(Object key) implements LaneEvent {}

  /** All keys of a map lane are gone. */
  record Clear() implements LaneEvent {}

  /** What was sent to a command lane, or supplied by a supply lane. None stands for another. */
  record Message(Object value) implements LaneEvent {
    @Override
    public Object payload() {
      return value;
    }
  }
}
