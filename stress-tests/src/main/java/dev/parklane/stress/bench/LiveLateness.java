package dev.parklane.stress.bench;

import dev.parklane.clock.Lateness;
import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TimerSpec;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How late live timers are, where ten thousand fire in a second, 0.1 ms apart, each once a second:
 * on a live clock (law K12), and as tasks at a fixed rate of a {@code ScheduledThreadPoolExecutor}
 * with one thread.
 */
public final class LiveLateness {
  static final Duration TIME = Duration.ofSeconds(5);

  private static final int TIMERS = 10_000;
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final long INTERVAL_NANOS = 1_000_000_000;
  private static final long LEAD_NANOS = 500_000_000; // to set all timers before the first is due

  private LiveLateness() {}

  /** What was measured. */
  public record Measured(Lateness clock, Lateness peer) {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Measured measured = measure(TIME);
    print("LiveLateness.clock", measured.clock());
    print("LiveLateness.peerScheduledThreadPoolExecutor", measured.peer());
  }

  private static void print(String what, Lateness lateness) {
    Cell.print(what, lateness.p50Nanos(), Cell.UNKNOWN, "ns", "percentile", "50");
    Cell.print(what, lateness.p99Nanos(), Cell.UNKNOWN, "ns", "percentile", "99");
    Cell.print(what, lateness.p999Nanos(), Cell.UNKNOWN, "ns", "percentile", "99.9");
  }

  /** Measures each for so long, after a time to warm up. */
  public static Measured measure(Duration time) throws InterruptedException {
    clock(WARM_UP);
    executor(WARM_UP);
    return new Measured(clock(time), executor(time));
  }

  private static long phaseNanos(int timer) {
    return INTERVAL_NANOS / TIMERS * timer;
  }

  private static Lateness clock(Duration time) throws InterruptedException {
    try (LiveClock clock = new LiveClock()) {
      long start = clock.nanos() + LEAD_NANOS;
      for (int i = 0; i < TIMERS; i++) {
        TimerSpec spec =
            TimerSpec.every(Duration.ofNanos(INTERVAL_NANOS))
                .startNanos(start + phaseNanos(i))
                .fireImmediately();
        clock.timer("timer-" + i, spec, event -> {});
      }
      Thread.sleep(Duration.ofNanos(LEAD_NANOS).plus(time));
      return clock.lateness();
    }
  }

  private static Lateness executor(Duration time) throws InterruptedException {
    Histogram lateness = new Histogram(3);
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    long start = System.nanoTime() + LEAD_NANOS;
    for (int i = 0; i < TIMERS; i++) {
      long first = start + phaseNanos(i);
      executor.scheduleAtFixedRate(
          new Runnable() {
            private long due = first;

            @Override
            public void run() {
              lateness.recordValue(System.nanoTime() - due);
              due += INTERVAL_NANOS;
            }
          },
          first - System.nanoTime(),
          INTERVAL_NANOS,
          TimeUnit.NANOSECONDS);
    }
    Thread.sleep(Duration.ofNanos(LEAD_NANOS).plus(time));
    executor.shutdownNow();
    executor.awaitTermination(1, TimeUnit.MINUTES);
    return new Lateness(
        lateness.getTotalCount(),
        lateness.getValueAtPercentile(50),
        lateness.getValueAtPercentile(99),
        lateness.getValueAtPercentile(99.9),
        lateness.getMaxValue());
  }
}
