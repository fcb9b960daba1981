package dev.parklane.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before each of several attempts: the first delay, then each so many times the
 * one before it, up to a longest.
 *
 * @param first before the first attempt; zero for at once
 * @param factor what each next delay is multiplied with; 1 or more
 * @param longest what no delay goes past
 */
public record Backoff(Duration first, double factor, Duration longest) {
  /** 100 ms, doubled up to 10 s. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10));

  /** No delay at all. */
  public static final Backoff NONE = new Backoff(Duration.ZERO, 1, Duration.ZERO);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a delay is negative, the longest is shorter than the
   *     first, or the factor is below 1
   */
  public Backoff {
    Objects.requireNonNull(first, "first");
    Objects.requireNonNull(longest, "longest");
    if (first.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-F3.2] the first delay is " + first + "; it must be 0 or more");
    }
    if (longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "[PL-F3.3] the longest delay is "
              + longest
              + ", the first is "
              + first
              + "; it must be no shorter");
    }
    if (!(factor >= 1) || Double.isInfinite(factor)) {
      throw new IllegalArgumentException(
          "[PL-F3.4] the factor is " + factor + "; it must be 1 or more");
    }
  }

  /**
   * Makes a backoff of the same delay before each attempt.
   *
   * @param delay zero for none
   * @return the backoff
   * @throws IllegalArgumentException where it is negative
   */
  public static Backoff constant(Duration delay) {
    return new Backoff(delay, 1, delay);
  }

  /**
   * {@return the delay before this attempt}
   *
   * @param attempt its number; the first is 0
   */
  public Duration delay(int attempt) {
    if (first.isZero()) {
      return first;
    }
    double nanos = toNanos(first) * Math.pow(factor, attempt);
    return nanos < toNanos(longest) ? Duration.ofNanos((long) nanos) : longest;
  }

  private static double toNanos(Duration delay) {
    return delay.toSeconds() * 1e9 + delay.toNanosPart();
  }
}
