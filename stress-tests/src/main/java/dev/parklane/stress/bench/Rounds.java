package dev.parklane.stress.bench;

import java.time.Duration;
import java.util.Arrays;

/** What takes too long to set up for JMH: the same work again and again in one JVM. */
final class Rounds {
  /** Some work. */
  interface Round {
    void run() throws InterruptedException;
  }

  /** Some work that times itself, as not all of it counts. */
  interface TimedRound {
    /** Does it, and gives how many nanoseconds count. */
    long run() throws InterruptedException;
  }

  private Rounds() {}

  /**
   * Does the work until it is warm, and then so often.
   *
   * @return how long each of the last took, in nanoseconds
   */
  static double[] nanos(Duration warmUp, int rounds, Round work) throws InterruptedException {
    return timed(
        warmUp,
        rounds,
        () -> {
          long from = System.nanoTime();
          work.run();
          return System.nanoTime() - from;
        });
  }

  /** The same for work that times itself. */
  static double[] timed(Duration warmUp, int rounds, TimedRound work) throws InterruptedException {
    long start = System.nanoTime();
    do {
      work.run();
    } while (System.nanoTime() - start < warmUp.toNanos());
    double[] nanos = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      nanos[i] = work.run();
    }
    return nanos;
  }

  /** Prints the median of rounds that each did so many operations, as nanoseconds for one. */
  static void print(String benchmark, double[] nanos, long operations, String... params) {
    double[] each = Arrays.stream(nanos).map(time -> time / operations).toArray();
    Cell.print(benchmark, median(each), spread(each), "ns", params);
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** How far the value that is farthest from the median lies from it. */
  static double spread(double... values) {
    double median = median(values);
    return Arrays.stream(values).map(value -> Math.abs(value - median)).max().orElse(0);
  }
}
