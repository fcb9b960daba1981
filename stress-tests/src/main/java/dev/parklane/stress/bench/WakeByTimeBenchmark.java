package dev.parklane.stress.bench;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of an event on a test clock that wakes an agent, to the end of its cascade: a hundred
 * agents, each with a timer of its own, where one advance delivers ten thousand events. Agents rest
 * between two of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WakeByTimeBenchmark {
  private static final int AGENTS = 100;
  private static final int EVENTS = 10_000;

  /** Counts ticks; where it is asked to, on a lane that it observes. */
  static final class Ticking extends Agent {
    private final CommandLane<Long> start = new CommandLane<>(this, "start");
    private final ValueLane<Long> ticks = new ValueLane<>(this, "ticks", 0L);
    private long seen;

    Ticking(boolean triggers) {
      start.onCommand(phase ->
          clock()
              .timer(
                  "tick",
                  TimerSpec.every(Duration.ofNanos(AGENTS)).startNanos(phase),
                  event -> ticks.set(event.id())));
      if (triggers) {
        ticks.onEvent(tick -> seen++);
      }
    }

    long seen() {
      return seen;
    }
  }

  /** A plane on a clock, with all timers set. */
  @State(Scope.Benchmark)
  public static class OnAClock {
    /** Which scheduler runs the agents. */
    @Param({"lock-step", "default"})
    public String scheduler = "";

    /** How triggers are run. */
    @Param({"parked"})
    public String dispatch = "";

    /** Whether each event triggers a handler. */
    @Param({"false", "true"})
    public boolean triggers;

    private final TestClock clock = new TestClock();
    private @Nullable Plane plane;

    /** Starts the plane and the timers. */
    @Setup(Level.Trial)
    public void start() throws InterruptedException {
      boolean observed = triggers;
      Plane started =
          Planes.builder(scheduler, dispatch)
              .clock(clock)
              .route("/ticking/:number", () -> new Ticking(observed))
              .start();
      plane = started;
      for (long i = 0; i < AGENTS; i++) {
        started.agent("/ticking/" + i).command("start", i);
      }
      started.awaitQuiet();
    }

    /** Stops it, and looks whether it has done what it was to do. */
    @TearDown(Level.Trial)
    public void stop() throws InterruptedException {
      Plane started = Objects.requireNonNull(plane);
      long seen = started.agent("/ticking/1").ask(Ticking.class, Ticking::seen);
      started.close();
      if (triggers != seen > 0) {
        throw new IllegalStateException(seen + " ticks were seen; triggers: " + triggers);
      }
    }
  }

  /** One advance over ten thousand events. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long advance(OnAClock on) {
    on.clock.advance(Duration.ofNanos(EVENTS));
    return on.clock.nanos();
  }
}
