package dev.parklane.stress.bench;

import dev.parklane.clock.AlarmClock;
import dev.parklane.clock.Firing;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimeHandler;
import dev.parklane.clock.TimerSpec;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of an event on a test clock, where one advance delivers a million of them: ten thousand
 * timers, each with an interval and a phase of its own, and a hundred events of each.
 *
 * <p>The peer does by hand what the events are for: it takes the first of a {@code PriorityQueue}
 * in the order of (time, name), calls the same handler with the same event, and puts the timer back
 * for its next. Nobody can cancel there, or set from another thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class AdvanceBenchmark {
  private static final int TIMERS = 10_000;
  private static final int OCCURRENCES = 100;
  private static final int EVENTS = TIMERS * OCCURRENCES;

  private static String name(int timer) {
    return "timer-" + timer;
  }

  /** From 1 to 2 ms, in an order of its own: 7,919 is a prime. */
  private static long intervalNanos(int timer) {
    return 1_000_000 + timer * 7_919L % TIMERS * 100;
  }

  private static long startNanos(int timer) {
    return timer * 104_729L % 1_000_000;
  }

  private static long stopNanos(int timer) {
    return startNanos(timer) + OCCURRENCES * intervalNanos(timer);
  }

  /** What is done at each event. */
  private static final class Sum implements TimeHandler {
    private long events;
    private long sum;

    @Override
    public void handle(TimeEvent event) {
      events++;
      sum += event.scheduledNanos() ^ event.id();
    }

    private long check() {
      if (events != EVENTS) {
        throw new IllegalStateException(events + " events, and not " + EVENTS);
      }
      return sum;
    }
  }

  /** A clock with all timers set. */
  @State(Scope.Thread)
  public static class OneClock {
    private TestClock source = new TestClock();
    private Sum handled = new Sum();

    /** Makes it anew. */
    @Setup(Level.Invocation)
    public void set() {
      source = new TestClock();
      handled = new Sum();
      AlarmClock clock = source.newClock(OneClock::run);
      for (int i = 0; i < TIMERS; i++) {
        TimerSpec spec =
            TimerSpec.every(Duration.ofNanos(intervalNanos(i)))
                .startNanos(startNanos(i))
                .stopNanos(stopNanos(i));
        clock.timer(name(i), spec, handled);
      }
    }

    private static void run(Firing firing) {
      if (firing.begin()) {
        try {
          firing.handle();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        } finally {
          firing.end();
        }
      }
    }
  }

  /** One advance over all of it. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long advance(OneClock clock) {
    clock.source.advance(Duration.ofSeconds(1));
    return clock.handled.check();
  }

  private static final class Pending {
    private final String name;
    private final long intervalNanos;
    private final long stopNanos;
    private long atNanos;

    private Pending(int timer) {
      name = name(timer);
      intervalNanos = intervalNanos(timer);
      stopNanos = stopNanos(timer);
      atNanos = startNanos(timer) + intervalNanos;
    }
  }

  /** A queue with all timers in it. */
  @State(Scope.Thread)
  public static class OneQueue {
    private PriorityQueue<Pending> queue = new PriorityQueue<>();
    private Sum handled = new Sum();

    /** Makes it anew. */
    @Setup(Level.Invocation)
    public void set() {
      queue =
          new PriorityQueue<>(
              Comparator.<Pending>comparingLong(pending -> pending.atNanos)
                  .thenComparing(pending -> pending.name));
      handled = new Sum();
      for (int i = 0; i < TIMERS; i++) {
        queue.add(new Pending(i));
      }
    }
  }

  /** Peer: a queue driven by hand. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long peerPriorityQueue(OneQueue timers) {
    PriorityQueue<Pending> queue = timers.queue;
    TimeHandler handler = timers.handled;
    long id = 0;
    try {
      while (!queue.isEmpty()) {
        Pending due = queue.remove();
        long now = due.atNanos;
        handler.handle(new TimeEvent(due.name, ++id, now, now, 1));
        due.atNanos += due.intervalNanos;
        if (due.atNanos <= due.stopNanos) {
          queue.add(due);
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return timers.handled.check();
  }
}
