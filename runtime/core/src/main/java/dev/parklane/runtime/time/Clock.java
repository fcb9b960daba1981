package dev.parklane.runtime.time;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;

/**
 * What tells the time and calls back when a time has come. Time is nanoseconds since the epoch in a
 * {@code long}, which ends in the year 2262 (law K1).
 *
 * <p>Any thread may call any method. {@link LiveClock} follows the machine, {@link TestClock} moves
 * only when it is told to.
 */
public interface Clock {
  /** Nanoseconds since the epoch. Never less than what any thread has read before. */
  long nanos();

  /** The time of {@link #nanos}, to the nanosecond. */
  default Instant now() {
    return Instant.ofEpochSecond(0, nanos());
  }

  /**
   * Has a callback called once, at that time or after it. One for now or for the past is due at
   * once, behind those that are due already (law K2).
   *
   * <p>The callback runs on a thread of the clock's choosing, so it must be short and must not
   * block. It may set and cancel alerts.
   *
   * @param atNanos in nanoseconds since the epoch; every {@code long} is legal
   */
  Alert alert(long atNanos, Runnable callback);

  /**
   * A time plus a duration, exactly; {@link Long#MIN_VALUE} or {@link Long#MAX_VALUE} where that is
   * beyond them.
   */
  static long plus(long nanos, Duration duration) {
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

  /** A callback that a clock has been asked for. */
  interface Alert {
    /**
     * Takes the alert back. Any thread, also from inside a callback; never waits for a callback.
     *
     * @return true where it was pending: its callback will not start (law K10). False where its
     *     callback has started or ended, or where it was cancelled before
     */
    boolean cancel();
  }
}
