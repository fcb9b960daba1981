package dev.parklane.clock;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Time as clocks have it: nanoseconds since the epoch in a {@code long} (law K1). What is beyond
 * one counts as the nearest that it can hold.
 */
public final class Nanos {
  private Nanos() {}

  /**
   * A time plus a duration, exactly.
   *
   * @param nanos in nanoseconds
   * @param duration may be negative, and longer than a {@code long} of nanoseconds can hold
   * @return in nanoseconds; {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE} where the sum is
   *     beyond them
   */
  public static long plus(long nanos, Duration duration) {
    BigInteger sum =
        BigInteger.valueOf(duration.getSeconds())
            .multiply(BigInteger.valueOf(1_000_000_000))
            .add(BigInteger.valueOf(duration.getNano()))
            .add(BigInteger.valueOf(nanos));
    if (sum.bitLength() < Long.SIZE) {
      return sum.longValue();
    }
    return sum.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /**
   * An instant as clocks have it (law K1).
   *
   * @param instant any, also one before the year 1677 or after 2262
   * @return in nanoseconds since the epoch; the nearest {@code long} where the instant is beyond
   */
  public static long of(Instant instant) {
    return plus(0, Duration.between(Instant.EPOCH, instant));
  }
}
