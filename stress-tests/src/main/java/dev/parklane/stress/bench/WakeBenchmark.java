package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to wake an agent, piece by piece: a round is a thousand commands, awaited.
 *
 * <p>Those to agents at rest wake each of them; those to one agent wake it once in a while. What
 * each of a thousand agents tells one more wakes that, too, unless it is at work. The pieces are
 * done without an agent, each with those before it, in a fork-join pool of as many threads as a
 * plane has carriers; the last one has no scope and makes no thread: one that rests is woken.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WakeBenchmark {
  private static final int COMMANDS = 1_000;

  /** Adds up, and no more. */
  static final class Adder extends Agent {
    private long sum;

    Adder() {
      new CommandLane<Integer>(this, "add").onCommand(value -> sum += value);
    }

    long sum() {
      return sum;
    }
  }

  /** Tells one agent what it is told. */
  static final class Teller extends Agent {
    Teller() {
      new CommandLane<Integer>(this, "add")
          .onCommand(value -> agent("/told").command("add", value));
    }
  }

  /** A plane with agents that rest between rounds. */
  public static class Resting extends OnePlane {
    private List<AgentRef> adders = List.of();
    private List<AgentRef> tellers = List.of();

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder
          .route("/adder/:number", Adder::new)
          .route("/teller/:number", Teller::new)
          .route("/told", Adder::new);
    }

    @Override
    void prepare(Plane started) {
      adders = agents(started, "/adder/");
      tellers = agents(started, "/teller/");
    }

    private static List<AgentRef> agents(Plane plane, String uri) {
      return IntStream.range(0, COMMANDS).mapToObj(i -> plane.agent(uri + i)).toList();
    }

    private void awaitQuiet() throws InterruptedException {
      plane().awaitQuiet();
    }
  }

  /** A command to each of a thousand agents at rest. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void agentsAtRest(Resting resting) throws InterruptedException {
    for (int i = 0; i < COMMANDS; i++) {
      resting.adders.get(i).command("add", i & 127);
    }
    resting.awaitQuiet();
  }

  /** A thousand commands to one agent. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void agentAtWork(Resting resting) throws InterruptedException {
    AgentRef agent = resting.adders.getFirst();
    for (int i = 0; i < COMMANDS; i++) {
      agent.command("add", i & 127);
    }
    resting.awaitQuiet();
  }

  /** A command to each of a thousand agents at rest, which tell one more. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void agentsAtRestThatTellOne(Resting resting) throws InterruptedException {
    for (int i = 0; i < COMMANDS; i++) {
      resting.tellers.get(i).command("add", i & 127);
    }
    resting.awaitQuiet();
  }

  /** As many threads as a plane has carriers, and threads that rest. */
  @State(Scope.Benchmark)
  public static class Pieces {
    private final ForkJoinPool carriers =
        new ForkJoinPool(
            Runtime.getRuntime().availableProcessors(),
            ForkJoinPool.defaultForkJoinWorkerThreadFactory,
            null,
            true);
    private final List<RestingThread> resting =
        IntStream.range(0, COMMANDS).mapToObj(i -> new RestingThread(carriers)).toList();

    private void round(WakePiece.Depth depth) throws InterruptedException {
      CountDownLatch done = new CountDownLatch(COMMANDS);
      for (int i = 0; i < COMMANDS; i++) {
        carriers.execute(new WakePiece(depth, done::countDown));
      }
      done.await();
    }

    /** Ends them. */
    @TearDown
    public void stop() {
      resting.forEach(RestingThread::end);
      carriers.close();
    }
  }

  /** A turn on a carrier. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void piece1Turn(Pieces pieces) throws InterruptedException {
    pieces.round(WakePiece.Depth.TURN);
  }

  /** The same, and in it a thread that is made, started and ended. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void piece2Thread(Pieces pieces) throws InterruptedException {
    pieces.round(WakePiece.Depth.THREAD);
  }

  /** The same, and in it a scope that is opened and closed. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void piece3Scope(Pieces pieces) throws InterruptedException {
    pieces.round(WakePiece.Depth.SCOPE);
  }

  /** The same, and in it a thread that is forked, while the one that has opened it is parked. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void piece4Root(Pieces pieces) throws InterruptedException {
    pieces.round(WakePiece.Depth.ROOT);
  }

  /** A turn, in which a thread that rests is resumed, and rests again. */
  @Benchmark
  @OperationsPerInvocation(COMMANDS)
  public void pieceResting(Pieces pieces) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(COMMANDS);
    for (int i = 0; i < COMMANDS; i++) {
      pieces.resting.get(i).wake(done::countDown);
    }
    done.await();
  }
}
