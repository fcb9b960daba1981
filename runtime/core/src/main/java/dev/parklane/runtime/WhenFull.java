package dev.parklane.runtime;

/** What is done with a message for which there is no room (law O3). */
enum WhenFull {
  /** Its sender waits. */
  WAIT,
  /** Its sender is told. */
  TELL,
  /** It is a dead letter. */
  DEAD_LETTER;

  /** An observer of dead letters may stand in the way of the very agent that it would wait for. */
  static WhenFull outside() {
    return AgentCell.isOutside() || AgentCell.current() != null ? DEAD_LETTER : WAIT;
  }
}
