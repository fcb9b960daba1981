package dev.parklane.runtime;

import java.util.Objects;

/**
 * How often something is tried again, and after which delays on the clock of the plane: a link that
 * has ended is made anew, suspended {@link Work} that has failed is done again. A link that was
 * made begins to count anew.
 *
 * @param attempts how many attempts in a row at the most
 * @param backoff the delays before them
 */
public record Retry(int attempts, Backoff backoff) {
  /** Not at all. The default. */
  public static final Retry NEVER = new Retry(0, Backoff.NONE);

  /** Again and again, after the delays of {@link Backoff#DEFAULT}. */
  public static final Retry ALWAYS = always(Backoff.DEFAULT);

  /**
   * Again and again, after other delays than {@link #ALWAYS}.
   *
   * @param backoff the delays
   * @return a retry without a last attempt
   */
  public static Retry always(Backoff backoff) {
    return new Retry(Integer.MAX_VALUE, backoff);
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where the number of attempts is negative
   */
  public Retry {
    Objects.requireNonNull(backoff, "backoff");
    if (attempts < 0) {
      throw new IllegalArgumentException(
          "[PL-S4] attempts is " + attempts + "; it must be 0 or more");
    }
  }
}
