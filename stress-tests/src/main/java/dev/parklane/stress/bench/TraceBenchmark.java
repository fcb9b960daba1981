package dev.parklane.stress.bench;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.trace.TraceRecorder;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
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
 * What a live trace costs: a write with an observer, which is four entries and a write without,
 * which is one. Nobody traces; another agent is traced; a recorder keeps the latest 100,000 entries
 * of the whole plane.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class TraceBenchmark {
  private static final int TIMES = 10_000;

  /** Who is traced. */
  @Param({"nobody", "another", "all"})
  public String traced = "";

  private @Nullable Plane plane;

  /** Writes. */
  static final class Writer extends Agent {
    private final ValueLane<Integer> observed = new ValueLane<>(this, "observed", 0);
    private final ValueLane<Integer> unobserved = new ValueLane<>(this, "unobserved", 0);
    private long seen;

    Writer() {
      observed.onEvent(value -> seen += value);
    }

    long trigger() {
      for (int i = 0; i < TIMES; i++) {
        observed.set(i & 127);
      }
      return seen;
    }

    long write() {
      for (int i = 0; i < TIMES; i++) {
        unobserved.set(i & 127);
      }
      return unobserved.get();
    }
  }

  /** Starts a plane with one writer. */
  @Setup
  public void start() {
    Plane started =
        Plane.builder()
            .options(options -> options.withGuards(Guards.NONE))
            .route("/writer/:n", Writer::new)
            .start();
    TraceRecorder recorder = new TraceRecorder(100_000);
    switch (traced) {
      case "another" -> started.agent("/writer/2").trace(recorder);
      case "all" -> started.trace(recorder);
      default -> {}
    }
    plane = started;
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(plane).close();
  }

  private Plane plane() {
    return Objects.requireNonNull(plane);
  }

  /** A write that triggers a handler. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long writeWithObserver() throws InterruptedException {
    return plane().agent("/writer/1").ask(Writer.class, Writer::trigger);
  }

  /** A write that triggers nothing. */
  @Benchmark
  @OperationsPerInvocation(TIMES)
  public long writeWithoutObserver() throws InterruptedException {
    return plane().agent("/writer/1").ask(Writer.class, Writer::write);
  }
}
