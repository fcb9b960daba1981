package dev.parklane.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of an agent after one of its cascades has failed and was rolled back (law F3).
 *
 * <p>The failure itself is the same under every policy: the lanes are as they were before the root
 * event, what the cascade would have sent is discarded (law F2), whoever asked gets the failure
 * (law F4), and it is recorded once (law F5), and logged as law F9 bounds it.
 */
public sealed interface FailurePolicy {
  /**
   * {@return the policy by which the agent ends; a later message to its URI starts a fresh
   * instance} The default.
   */
  static FailurePolicy stop() {
    return Stop.INSTANCE;
  }

  /**
   * {@return the policy by which the agent lives on as if the event had not come, or as if it had
   * ended at its last {@link Agent#checkpoint()}: lanes and stores are as they were then, plain
   * fields as they are}
   */
  static FailurePolicy resume() {
    return Resume.INSTANCE;
  }

  /**
   * Makes the policy by which a fresh instance takes the agent's place, after {@link
   * Backoff#DEFAULT}, and at most so often within such a time; then it ends.
   *
   * @param most how many restarts, 1 or more
   * @param window the time on the clock of the plane within which they are counted
   * @return the policy
   * @throws IllegalArgumentException where the number or the window is not positive
   */
  static FailurePolicy restart(int most, Duration window) {
    return restart(most, window, Backoff.DEFAULT);
  }

  /**
   * Makes the policy of {@link #restart(int, Duration)} with other delays.
   *
   * @param most how many restarts, 1 or more
   * @param window the time on the clock of the plane within which they are counted
   * @param backoff the delay before each restart
   * @return the policy
   * @throws IllegalArgumentException where the number or the window is not positive
   */
  static FailurePolicy restart(int most, Duration window, Backoff backoff) {
    return new Restart(most, window, backoff);
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
   * The agent lives on. One whose constructor or {@link Agent#onStart} fails cannot: it has not
   * started, and would take messages before it has (law L1). It ends as under {@link Stop}, the
   * message that it was made for is a dead letter, and the next one makes a fresh instance.
   */
  record Resume() implements FailurePolicy {
    private static final Resume INSTANCE = new Resume();

    @Override
    public String toString() {
      return "resume";
    }
  }

  /**
   * The instance ends as under {@link Stop}, and after a delay on the clock of the plane a fresh
   * one is made from the store, whether a message waits or not. Messages wait meanwhile. A start
   * that fails is a failure like any other, and the message that it was for stays. When it has been
   * restarted so often within the window, the agent ends as under {@link Stop}.
   *
   * <p>The delays count the restarts within the window. When the plane closes nothing is waited
   * for.
   *
   * @param most how many restarts within the window
   * @param window how far back restarts are counted
   * @param backoff the delays
   */
  record Restart(int most, Duration window, Backoff backoff) implements FailurePolicy {
    /** Checks the values. */
    public Restart {
      Objects.requireNonNull(backoff, "backoff");
      if (most < 1) {
        throw new IllegalArgumentException("[PL-F3.5] most is " + most + "; it must be 1 or more");
      }
      if (!window.isPositive()) {
        throw new IllegalArgumentException(
            "[PL-F3.6] the window is " + window + "; it must be positive");
      }
    }

    @Override
    public String toString() {
      return "restart";
    }
  }
}
