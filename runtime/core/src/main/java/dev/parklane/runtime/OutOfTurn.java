package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ThreadText;

/** What is said where somebody touches an agent out of turn (law E8). */
final class OutOfTurn {
  private OutOfTurn() {}

  /**
   * The refusal, for the thread that calls this.
   *
   * @param what was touched; it may name the agent
   */
  static LaneAccessException refusal(String what, String uri) {
    return new LaneAccessException(
        "[PL-E8] "
            + what
            + (what.contains(uri) ? "" : " in " + uri)
            + ": touched from "
            + ThreadText.of(Thread.currentThread())
            + " outside a handler's turn; send a command or use plane.agent(\""
            + uri
            + "\").ask(...)");
  }
}
