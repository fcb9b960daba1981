package dev.parklane.runtime.recording;

/** Which event is written of a cascade that has ended. Any thread. */
public final class EndedCascades {
  private EndedCascades() {}

  /**
   * Writes the event of one that has failed, or else was slow, or else deep, where a recording
   * wants it.
   *
   * @param agent the agent's URI
   * @param rootEvent what it began with, as in {@code addName.onCommand}
   * @param mailboxNanos how long the root event has waited in the mailbox
   * @param tookNanos how long the cascade took
   * @param handlers how many handlers have run
   * @param greatestDepth how many writers were parked at once, at the most
   * @param failed whether it was rolled back
   */
  public static void write(
      String agent,
      String rootEvent,
      long mailboxNanos,
      long tookNanos,
      int handlers,
      int greatestDepth,
      boolean failed) {
    EndedCascade event =
        failed
            ? new FailedCascadeEvent()
            : tookNanos >= CascadeWish.now().slowNanos()
                ? new SlowCascadeEvent()
                : new DeepCascadeEvent();
    event.write(agent, rootEvent, mailboxNanos, tookNanos, handlers, greatestDepth, failed);
  }
}
