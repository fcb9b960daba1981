package dev.parklane.stress.bench;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TimeHandler;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many live timers a second one thread sets and cancels again, where 100,000 others are
 * pending: time-outs, most of which never come to pass. All are due at random times one to two
 * hours ahead.
 *
 * <p>The peers are the executor of the JDK, told to remove what is cancelled, and the timer wheel
 * of Netty with a tick of 1 ms. The wheel does its work at the next tick, on a thread of its own,
 * which takes another processor here; and it fires no earlier than that tick, where the others wait
 * to the nanosecond.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiveTimerBenchmark {
  private static final int PENDING = 100_000;
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  /** When what is set is due. */
  @State(Scope.Thread)
  public static class Delays {
    private final SplittableRandom random = new SplittableRandom(1);

    private long nextNanos() {
      return HOUR_NANOS + random.nextLong(HOUR_NANOS);
    }
  }

  /** A live clock, and what is pending on it. */
  @State(Scope.Benchmark)
  public static class OneClock {
    private static final TimeHandler NOTHING = event -> {};

    private final LiveClock clock = new LiveClock();

    /** Sets what is pending. */
    @Setup
    public void fill(Delays delays) {
      for (int i = 0; i < PENDING; i++) {
        set("pending-" + i, delays);
      }
    }

    private void set(String name, Delays delays) {
      clock.alert(name, clock.nanos() + delays.nextNanos(), NOTHING);
    }

    /** Ends its thread. */
    @TearDown
    public void close() {
      clock.close();
    }
  }

  /** Sets an alert for a time, which takes a reading of the clock to tell, and cancels it. */
  @Benchmark
  public boolean setAndCancel(OneClock one, Delays delays) {
    one.set("one", delays);
    return one.clock.cancel("one");
  }

  /** Sets an alert after a delay and cancels it. */
  @Benchmark
  public boolean setAfterDelayAndCancel(OneClock one, Delays delays) {
    one.clock.after("one", Duration.ofNanos(delays.nextNanos()), OneClock.NOTHING);
    return one.clock.cancel("one");
  }

  /** An executor, and what is pending on it. */
  @State(Scope.Benchmark)
  public static class OneExecutor {
    private static final Runnable NOTHING = () -> {};

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    /** Schedules what is pending. */
    @Setup
    public void fill(Delays delays) {
      executor.setRemoveOnCancelPolicy(true);
      for (int i = 0; i < PENDING; i++) {
        set(delays);
      }
    }

    private ScheduledFuture<?> set(Delays delays) {
      return executor.schedule(NOTHING, delays.nextNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends its thread. */
    @TearDown
    public void close() {
      executor.shutdownNow();
    }
  }

  /** Peer: schedules a task and cancels it. */
  @Benchmark
  public boolean peerScheduledThreadPoolExecutor(OneExecutor one, Delays delays) {
    return one.set(delays).cancel(false);
  }

  /** A wheel, and what is pending on it. */
  @State(Scope.Benchmark)
  public static class OneWheel {
    private static final TimerTask NOTHING = timeout -> {};

    private final HashedWheelTimer wheel = new HashedWheelTimer(1, TimeUnit.MILLISECONDS);

    /** Sets what is pending. */
    @Setup
    public void fill(Delays delays) {
      for (int i = 0; i < PENDING; i++) {
        set(delays);
      }
    }

    private Timeout set(Delays delays) {
      return wheel.newTimeout(NOTHING, delays.nextNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends its thread. */
    @TearDown
    public void close() {
      wheel.stop();
    }
  }

  /** Peer: sets a time-out and cancels it. */
  @Benchmark
  public boolean peerHashedWheelTimer(OneWheel one, Delays delays) {
    return one.set(delays).cancel();
  }
}
