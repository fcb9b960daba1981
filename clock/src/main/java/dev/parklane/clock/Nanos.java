package dev.parklane.clock;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * Time as clocks have it: nanoseconds since the epoch in a {@code long} (law K1). What is beyond
 * one counts as the nearest that it can hold.
 */
public final class Nanos {
  private static final long DATED = Duration.ofDays(3_652).toNanos();

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

  /**
   * A time on a clock as people read it: as in {@code 1 h 2 min 3.5 s} on a clock that began at 0;
   * from the year 1980 on as in {@code 2026-01-02T03:04:05Z}.
   *
   * @param nanos in nanoseconds since the epoch
   * @return a text that tells it exactly
   */
  public static String text(long nanos) {
    return nanos < 0 || nanos >= DATED
        ? Instant.ofEpochSecond(0, nanos).toString()
        : sinceTheEpoch(Duration.ofNanos(nanos));
  }

  private static String sinceTheEpoch(Duration time) {
    StringBuilder text = new StringBuilder();
    if (time.toHours() > 0) {
      text.append(time.toHours()).append(" h ");
    }
    if (time.toMinutesPart() > 0) {
      text.append(time.toMinutesPart()).append(" min ");
    }
    BigDecimal seconds = BigDecimal.valueOf(time.toNanosPart(), 9).stripTrailingZeros();
    seconds = seconds.add(BigDecimal.valueOf(time.toSecondsPart()));
    if (seconds.signum() > 0 || text.isEmpty()) {
      text.append(seconds.toPlainString()).append(" s");
    }
    return text.toString().strip();
  }
}
