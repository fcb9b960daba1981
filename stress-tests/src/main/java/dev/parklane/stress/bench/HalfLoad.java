package dev.parklane.stress.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;

/**
 * How long a command takes from the moment at which it was to be sent until its trigger has run,
 * where half as many are sent as can be: the median and what is worse than that.
 *
 * <p>First the full rate: batches that are sent and awaited, as {@link CommandBenchmark} does. Then
 * one command after the other at fixed times, at half that rate. A sender that is late, because it
 * had to wait for room or got no processor, does not shift those times (no <i>coordinated
 * omission</i>): what waits because of it counts.
 */
public final class HalfLoad {
  private static final int BATCH = 10_000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] PERCENTILES = {50, 99, 99.9, 99.99};

  /** Counts what is handled, and keeps how late it was. On the thread of the handler. */
  private static final class Arrivals implements LongConsumer {
    private final Histogram late = new Histogram(3);
    private final CountDownLatch all = new CountDownLatch(1);
    private final long first;
    private long left;

    /** Expects so many; those that were to be sent before the first are not kept. */
    Arrivals(long expected, long first) {
      left = expected;
      this.first = first;
    }

    @Override
    public void accept(long nanos) {
      if (nanos >= first) {
        late.recordValue(Math.max(0, System.nanoTime() - nanos));
      }
      if (--left == 0) {
        all.countDown();
      }
    }
  }

  /** Whatever expects something at the moment. */
  private static final class Switch implements LongConsumer {
    private volatile LongConsumer to = nanos -> {};

    @Override
    public void accept(long nanos) {
      to.accept(nanos);
    }
  }

  private HalfLoad() {}

  /** Measures what the second argument names at the pace that the first does, and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    String name = arguments[1];
    Switch handled = new Switch();
    Loaded loaded = Loaded.of(name, handled);
    try {
      fullRate(loaded, handled, pace.warmUp());
      double rate = fullRate(loaded, handled, pace.load().dividedBy(2)) / 2;
      Histogram late = load(loaded, handled, rate, pace);
      String scheduler = Planes.schedulerHere();
      Cell.print(
          "HalfLoad.rate", rate, Cell.UNKNOWN, "/s", "scheduler", scheduler, "subject", name);
      for (double percentile : PERCENTILES) {
        Cell.print(
            "HalfLoad.late",
            late.getValueAtPercentile(percentile),
            Cell.UNKNOWN,
            "ns",
            "scheduler",
            scheduler,
            "subject",
            name,
            "percentile",
            text(percentile));
      }
    } finally {
      loaded.stop();
    }
  }

  private static String text(double percentile) {
    return Double.toString(percentile).replaceFirst("\\.0$", "");
  }

  /** Commands in a second, at full load. */
  private static double fullRate(Loaded loaded, Switch handled, Duration time)
      throws InterruptedException {
    long start = System.nanoTime();
    long sent = 0;
    do {
      Arrivals batch = new Arrivals(BATCH, Long.MAX_VALUE);
      handled.to = batch;
      for (int i = 0; i < BATCH; i++) {
        loaded.send(i);
      }
      batch.all.await();
      sent += BATCH;
    } while (System.nanoTime() - start < time.toNanos());
    return sent * NANOS_PER_SECOND / (System.nanoTime() - start);
  }

  private static Histogram load(Loaded loaded, Switch handled, double rate, Pace pace)
      throws InterruptedException {
    double interval = NANOS_PER_SECOND / rate;
    long warmUp = pace.warmUp().toNanos();
    long count = (long) ((warmUp + pace.load().toNanos()) / interval);
    long start = System.nanoTime();
    Arrivals arrivals = new Arrivals(count, start + warmUp);
    handled.to = arrivals;
    for (long i = 0; i < count; i++) {
      long due = start + (long) (i * interval);
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      loaded.send(due);
    }
    arrivals.all.await();
    return arrivals.late;
  }
}
