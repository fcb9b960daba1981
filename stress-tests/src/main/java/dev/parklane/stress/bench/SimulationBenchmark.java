package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.testkit.Simulation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast a simulation is: root events a second in a long one, and whole small ones a second, with
 * 10 agents and 100 events each, made, traced and closed. Targets: 200,000 and 2,000.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class SimulationBenchmark {
  private static final int EVENTS = 50_000;
  private static final int AGENTS = 10;
  private static final int FEW = 90; // and ten that start the agents

  private long seed;

  /** Handles a number. */
  static final class Listener extends Agent {
    private final CommandLane<Integer> hear = new CommandLane<>(this, "hear", Integer.class);
    private long sum;

    Listener() {
      hear.onCommand(n -> sum += n);
    }
  }

  private long play(int events) {
    return Simulation.run(
            seed++,
            simulation -> {
              try (Plane plane =
                  simulation.start(Plane.builder().route("/listener/:n", Listener::new))) {
                for (int i = 0; i < events; i++) {
                  plane.agent("/listener/" + i % AGENTS).command("hear", i);
                }
                plane.awaitQuiet();
              }
            })
        .lines()
        .size();
  }

  /** Root events of a long simulation. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public long rootEvents() {
    return play(EVENTS);
  }

  /** Small simulations. */
  @Benchmark
  public long wholeSimulations() {
    return play(FEW);
  }
}
