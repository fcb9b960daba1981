package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is in one instance of an agent, and in which cascade. Lanes let nobody else in (law
 * E8).
 */
abstract class Turn extends Undoable {
  /**
   * The thread that may touch the lanes; null between cascades, and from a failure to its end.
   * Written by the thread whose turn begins; others only compare it to themselves.
   */
  @Nullable Thread turn;

  /** What runs now, or null. Written by the root thread. */
  @Nullable Cascade running;
}
