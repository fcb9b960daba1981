package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a command from another thread, to the end of its cascade with one trigger, at full
 * load: a batch is sent, and then awaited.
 *
 * <p>The peers are an Apache Pekko typed actor that answers each command with one message to a
 * child, and an executor with one thread whose tasks call the second handler. Neither of them parks
 * anything: the actor's second message is handled some time later, and the task's is a call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CommandBenchmark {
  private static final int BATCH = 10_000;
  private static final int AGENTS = 64;

  /** Adds up what it is sent, and has an observer see the sum. */
  static final class Adder extends Agent {
    private final CommandLane<Integer> add = new CommandLane<>(this, "add");
    private final CommandLane<CountDownLatch> end = new CommandLane<>(this, "end");
    private final ValueLane<Integer> last = new ValueLane<>(this, "last", 0);
    private long sum;

    Adder() {
      add.onCommand(last::set);
      end.onCommand(CountDownLatch::countDown);
      last.onEvent(value -> sum += value);
    }

    long sum() {
      return sum;
    }
  }

  /** A plane with agents that add. */
  public static class Adders extends OnePlane {
    private List<AgentRef> agents = List.of();

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder.route("/adder/:number", Adder::new);
    }

    @Override
    void prepare(Plane started) {
      agents = IntStream.range(0, AGENTS).mapToObj(i -> started.agent("/adder/" + i)).toList();
    }
  }

  /** One sender, one agent. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long commandToOneAgent(Adders adders) throws InterruptedException {
    AgentRef agent = adders.agents.getFirst();
    for (int i = 0; i < BATCH; i++) {
      agent.command("add", i & 127);
    }
    return agent.ask(Adder.class, Adder::sum);
  }

  /**
   * Two senders, each to 64 agents in turn. The time is that of one sender: twice as many get done.
   */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void commandFromTwoThreadsTo64Agents(Adders adders) throws InterruptedException {
    for (int i = 0; i < BATCH; i++) {
      adders.agents.get(i % AGENTS).command("add", i & 127);
    }
    CountDownLatch handled = new CountDownLatch(AGENTS);
    for (AgentRef agent : adders.agents) {
      agent.command("end", handled);
    }
    handled.await();
  }

  /** Peer: an actor sends its child one message per command. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void peerPekkoActorToChild(PekkoActors actors) throws InterruptedException {
    actors.sendToChild(BATCH);
  }

  /** Peer: two senders, each to 64 actors in turn, each of which sends its child one message. */
  @Benchmark
  @Threads(2)
  @OperationsPerInvocation(BATCH)
  public void peerPekkoFromTwoThreadsTo64Actors(PekkoCrowd actors) throws InterruptedException {
    actors.sendToChildren(BATCH);
  }

  /** An executor with one thread. */
  @State(Scope.Benchmark)
  public static class OneThread {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final UndoEntries undo = new UndoEntries();
    private final Observable<Integer> last = new Observable<>(undo, false, 0);
    private long sum; // the executor's thread

    /** Listens. */
    @Setup
    public void listen() {
      last.addListener(value -> sum += value);
    }

    /** Ends the thread. */
    @TearDown
    public void stop() {
      executor.close();
    }
  }

  /** Peer: a task per command, on an executor with one thread. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long peerExecutor(OneThread thread) throws InterruptedException, ExecutionException {
    for (int i = 0; i < BATCH; i++) {
      int value = i & 127;
      thread.executor.execute(() -> thread.sum += value);
    }
    return thread.executor.submit(() -> thread.sum).get();
  }

  /**
   * Peer: a task per command, on an executor with one thread, that does by hand what the command
   * does: it keeps what the value was, sets it, calls the one who listens, and lets it stand.
   */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long peerExecutorThatKeepsUndo(OneThread thread)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < BATCH; i++) {
      Integer value = i & 127;
      thread.executor.execute(() -> {
        thread.last.set(value);
        thread.undo.commit();
      });
    }
    return thread.executor.submit(() -> thread.sum).get();
  }
}
