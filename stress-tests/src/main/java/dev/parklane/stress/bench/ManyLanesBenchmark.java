package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
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

/** A command to the last of many lanes of an agent: it is found by its name. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ManyLanesBenchmark {
  private static final int BATCH = 10_000;
  private static final LaneKey<Integer> LAST = LaneKey.of("last", Integer.class);

  /** How many lanes the agent has. */
  @Param({"1", "8", "9", "16000"})
  public int lanes;

  private @Nullable Plane plane;

  /** Adds up what its last lane is sent. */
  private static final class Adder extends Agent {
    private long sum;

    Adder(int lanes) {
      for (int i = 1; i < lanes; i++) {
        new CommandLane<Integer>(this, "lane " + i);
      }
      new CommandLane<>(this, LAST).onCommand(value -> sum += value);
    }

    long sum() {
      return sum;
    }
  }

  /** Starts the plane. */
  @Setup
  public void start() {
    plane = Plane.builder().route("/adder", () -> new Adder(lanes)).start();
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(plane).close();
  }

  /** One sender, to the end of the last cascade. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long commandToTheLast() throws InterruptedException {
    AgentRef agent = Objects.requireNonNull(plane).agent("/adder");
    for (int i = 0; i < BATCH; i++) {
      agent.command(LAST, i & 127);
    }
    return agent.ask(Adder.class, Adder::sum);
  }
}
