package dev.parklane.runtime;

/**
 * What becomes of an agent after one of its cascades has failed and was rolled back (law F3).
 *
 * <p>The failure itself is the same under every policy: the lanes are as they were before the root
 * event, what the cascade would have sent is discarded (law F2), whoever asked gets the failure
 * (law F4), and it is logged and recorded once (law F5).
 */
public sealed interface FailurePolicy {
  /** The agent ends; a later message to its URI starts a fresh instance. The default. */
  static FailurePolicy stop() {
    return Stop.INSTANCE;
  }

  /** The agent lives on as if the event had not come. */
  static FailurePolicy resume() {
    return Resume.INSTANCE;
  }

  /**
   * The agent ends. {@link Agent#onFailure} has the last word, {@link Agent#onStop} does not run,
   * and messages still in the mailbox go to the next instance.
   */
  record Stop() implements FailurePolicy {
    private static final Stop INSTANCE = new Stop();

    @Override
    public String toString() {
      return "stop";
    }
  }

  /**
   * The agent lives on. An agent whose constructor fails cannot: there is nothing to resume, and it
   * ends as under {@link Stop}.
   */
  record Resume() implements FailurePolicy {
    private static final Resume INSTANCE = new Resume();

    @Override
    public String toString() {
      return "resume";
    }
  }
}
