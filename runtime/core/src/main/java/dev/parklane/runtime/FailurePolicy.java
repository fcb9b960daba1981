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
  /** A policy that decides at once, and may stand behind a {@link Retry}. */
  sealed interface Verdict extends FailurePolicy {}

  /**
   * {@return the policy by which the agent ends; a later message to its URI starts a fresh
   * instance} The default.
   */
  static Verdict stop() {
    return Stop.INSTANCE;
  }

  /**
   * {@return the policy by which the agent lives on as if the event had not come, or as if it had
   * ended at its last {@link Agent#checkpoint()}: lanes and stores are as they were then, plain
   * fields as they are}
   */
  static Verdict resume() {
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
  static Restart restart(int most, Duration window) {
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
  static Restart restart(int most, Duration window, Backoff backoff) {
    return new Restart(most, window, backoff, 0);
  }

  /**
   * Makes the policy by which the root event that failed is handled again, after {@link
   * Backoff#DEFAULT}, so often at the most; then the agent ends, unless {@link Retry#then} says
   * otherwise.
   *
   * @param most how often it is handled again, 1 or more
   * @return the policy
   * @throws IllegalArgumentException where the number is not positive
   */
  static Retry retry(int most) {
    return retry(most, Backoff.DEFAULT);
  }

  /**
   * Makes the policy of {@link #retry(int)} with other delays.
   *
   * @param most how often it is handled again, 1 or more
   * @param backoff the delay before each time
   * @return the policy
   * @throws IllegalArgumentException where the number is not positive
   */
  static Retry retry(int most, Backoff backoff) {
    return new Retry(most, backoff, stop());
  }

  /**
   * The agent ends. {@link Agent#onFailure} has the last word, {@link Agent#onStop} does not run,
   * and messages still in the mailbox go to the next instance.
   */
  record Stop() implements Verdict {
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
  record Resume() implements Verdict {
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
   * <p>The event that failed is lost to the agent, unless it is {@linkplain #keepingEvent kept}.
   *
   * @param most how many restarts within the window
   * @param window how far back restarts are counted
   * @param backoff the delays
   * @param keepsEvent how many fresh instances may handle the event that failed; 0 for none
   */
  record Restart(int most, Duration window, Backoff backoff, int keepsEvent) implements Verdict {
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
      if (keepsEvent < 0) {
        throw new IllegalArgumentException(
            "[PL-F3.7] keepsEvent is " + keepsEvent + "; it must be 0 or more");
      }
    }

    /**
     * Keeps the event that failed: the fresh instance handles it first, with its named steps that
     * are done skipped (law F10). When so many fresh instances have failed on it too, it is dropped
     * like any other, and whoever sent it is told; so one that always fails does not restart the
     * agent for ever.
     *
     * <p>Kept is what somebody has sent: a command, an ask, a message of the bus. A timer, the end
     * of suspended work, an event of a link belong to the instance, and end with it.
     *
     * @param most how many fresh instances may handle it, 1 or more
     * @return this policy, which keeps the event
     * @throws IllegalArgumentException where the number is not positive
     */
    public Restart keepingEvent(int most) {
      if (most < 1) {
        throw new IllegalArgumentException(
            "[PL-F3.8] keepingEvent("
                + most
                + "): it must be 1 or more; leave it out for a restart that drops the event");
      }
      return new Restart(this.most, window, backoff, most);
    }

    @Override
    public String toString() {
      return "restart";
    }
  }

  /**
   * The root event that failed is handled again by the same instance, after the roll-back, with the
   * same message (law F11). Lanes and stores are as they were, plain fields as they are, and named
   * steps that are done are skipped (law F10). When it has failed so often again, the policy behind
   * this one decides, and whoever waits for the event is told.
   *
   * <p>The agent is held meanwhile: what comes later waits, in order, and so does whoever asks; the
   * time-outs of those run. Each failure is told as any other. Not handled again are trips of
   * guards and {@code Error}s; the constructor, {@code onStart} and {@code onStop} are not either.
   *
   * <p>When the plane closes no delay is waited for: what is left of the attempts is made at once,
   * or none of it where what is queued is dropped.
   *
   * @param most how often it is handled again
   * @param backoff the delays
   * @param behind what decides then
   */
  record Retry(int most, Backoff backoff, Verdict behind) implements FailurePolicy {
    /** Checks the values. */
    public Retry {
      Objects.requireNonNull(backoff, "backoff");
      if (most < 1) {
        throw new IllegalArgumentException("[PL-F11] most is " + most + "; it must be 1 or more");
      }
      Objects.requireNonNull(behind, "the policy behind a retry");
    }

    /**
     * Sets what decides when the event has failed so often again; {@link FailurePolicy#stop} unless
     * set.
     *
     * @param other stop, resume or restart
     * @return a policy with the same attempts
     */
    public Retry then(Verdict other) {
      return new Retry(most, backoff, other);
    }

    @Override
    public String toString() {
      return "retry, then " + behind;
    }
  }
}
