package dev.parklane.runtime;

/** What is done with a message for which there is no room (law O3). */
enum WhenFull {
  /** Its sender waits. */
  WAIT,
  /** Its sender is told. */
  TELL,
  /** It is a dead letter. */
  DEAD_LETTER;

  /** For a message that is no agent's: its sender waits where it may. */
  static WhenFull outside() {
    return CallingThread.mayWait() ? WAIT : DEAD_LETTER;
  }
}
