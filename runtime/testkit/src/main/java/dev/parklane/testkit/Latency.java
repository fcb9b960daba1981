package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long something takes, each time as long as is drawn.
 *
 * @param least 0 or more
 * @param most no less
 */
record Latency(Duration least, Duration most) {
  Latency {
    if (least.isNegative() || most.compareTo(least) < 0) {
      throw new IllegalArgumentException(
          "[PL-Q4.4] a latency from %s to %s: give 0 or more, and no less".formatted(least, most));
    }
  }

  /** In nanoseconds. */
  long draw(SplittableRandom random) {
    long from = Nanos.plus(0, least);
    long to = Nanos.plus(0, most);
    return from == to ? from : random.nextLong(from, Nanos.plus(to, Duration.ofNanos(1)));
  }
}
