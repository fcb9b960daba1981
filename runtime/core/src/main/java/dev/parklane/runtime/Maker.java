package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Who makes something that belongs to the plane, such as a tap or a client: a handler, with whose
 * cascade it ends if that fails (law F7), or a program outside the agents.
 */
final class Maker {
  private final @Nullable Cascade cascade; // null outside the agents

  private Maker(@Nullable Cascade cascade) {
    this.cascade = cascade;
  }

  /**
   * Who calls.
   *
   * @param what is made, for the error
   * @throws LaneAccessException in a forked subtask, for which nothing can be taken back (law E8)
   */
  static Maker of(String what) {
    Cascade cascade = CallingThread.cascade();
    if (cascade != null && CallingThread.inTurn() == null) {
      throw new LaneAccessException(
          "[PL-E8.6] "
              + what
              + ": made in a subtask of "
              + cascade.uri()
              + "; make it in the handler itself");
    }
    return new Maker(cascade);
  }

  /** It is made, and this ends it. */
  void hasMade(UndoLog.Undo end) {
    if (cascade != null) {
      cascade.onUndo(end);
    }
  }
}
