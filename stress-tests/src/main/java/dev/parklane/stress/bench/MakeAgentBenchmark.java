package dev.parklane.stress.bench;

import dev.parklane.runtime.Plane;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
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
 * The cost of making an agent: its URI, its instance with three lanes, and the handling of its
 * first message. Many are made at once, on all carriers.
 *
 * <p>Target: at most 3,000 ns on the lock-step scheduler. The peer is a typed actor of Apache
 * Pekko, made by another, without a name, and sent one message.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MakeAgentBenchmark {
  private static final int AGENTS = 10_000;

  /** Tells when it has handled its message. */
  static final class CountingNames extends Names {
    private final CountDownLatch handled;

    CountingNames(CountDownLatch handled) {
      this.handled = handled;
    }

    @Override
    void add(String name) {
      super.add(name);
      handled.countDown();
    }
  }

  /** A plane that is new for every batch of agents. */
  @State(Scope.Benchmark)
  public static class Fresh {
    /** Which scheduler runs the agents. */
    @Param({"lock-step", "default"})
    public String scheduler = "";

    /** How triggers are run. */
    @Param({"parked"})
    public String dispatch = "";

    private CountDownLatch made = new CountDownLatch(0);
    private @Nullable Plane plane;

    /** Starts the plane. */
    @Setup(Level.Invocation) // an invocation takes long enough to hide this
    public void start() {
      made = new CountDownLatch(AGENTS);
      plane =
          Planes.guarded(scheduler, dispatch)
              .route("/names/:list", () -> new CountingNames(made))
              .start();
    }

    /** Stops it, and with it the agents. */
    @TearDown(Level.Invocation)
    public void stop() {
      Objects.requireNonNull(plane).close();
    }
  }

  /** Agents with URIs of their own, each made by its first message. */
  @Benchmark
  @OperationsPerInvocation(AGENTS)
  public void makeAgent(Fresh fresh) throws InterruptedException {
    Plane plane = Objects.requireNonNull(fresh.plane);
    for (int i = 0; i < AGENTS; i++) {
      plane.agent("/names/" + i).command("addName", "Ada");
    }
    fresh.made.await();
  }

  /** Actors that end after every batch. */
  @State(Scope.Benchmark)
  public static class FreshActors {
    /** Ends the actors of a batch. */
    @TearDown(Level.Invocation)
    public void clear(PekkoActors actors) throws InterruptedException {
      actors.clear();
    }
  }

  /** Peer: actors without names, each sent one message. */
  @Benchmark
  @OperationsPerInvocation(AGENTS)
  public void peerPekkoActor(FreshActors batch, PekkoActors actors) throws InterruptedException {
    actors.make(AGENTS);
  }
}
