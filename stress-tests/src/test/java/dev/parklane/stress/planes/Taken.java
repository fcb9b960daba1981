package dev.parklane.stress.planes;

import org.jspecify.annotations.Nullable;

/** A root event, as the handler that it reaches sees it. */
sealed interface Taken {
  /** {@code onStart}. */
  record Start() implements Taken {}

  /** {@code onStop}. */
  record Stop() implements Taken {}

  /** {@code onFailure}. */
  record Failure(String cause) implements Taken {}

  /** A command. */
  record Told(int lane, Letter letter) implements Taken {}

  /** A message of the bus. */
  record Delivered(int slot, Letter letter) implements Taken {}

  /** A supply lane to which it listens is linked. */
  record Linked(int from) implements Taken {}

  /** What was supplied there. */
  record Heard(int from, Letter letter) implements Taken {}

  /** The end of that. */
  record Unheard(int from) implements Taken {}

  /** A timer. */
  record Due(int timer) implements Taken {}

  /** Suspended work has ended. */
  record Resumed(int work, boolean failed) implements Taken {}

  /** A question. */
  record Asked(Letter letter) implements Taken {}

  /**
   * A key of a join lane has another value, or none.
   *
   * @param isLast whether it is the last key of the lane now
   */
  record Joined(
      Act.Join join, int key, @Nullable Integer previous, @Nullable Integer now, boolean isLast)
      implements Taken {}

  /** The end of what it had joined. */
  record Ended(Act.Join join, int from) implements Taken {}
}
