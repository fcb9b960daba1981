package dev.parklane.stress.bench;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.PlaneBuilder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a question to an agent that rests, from a virtual thread of a program that waits for
 * the answer and then asks again. The peer is the same question to a typed actor of Apache Pekko.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AskBenchmark {
  private static final int ASKS = 1_000; // by one virtual thread, so that its own cost is not seen

  /** Knows a sum. */
  static final class Knowing extends Agent {
    private long sum;

    long sum() {
      return sum++;
    }
  }

  /** A plane with one agent. */
  public static class OneAgent extends OnePlane {

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder.route("/knowing", Knowing::new);
    }
  }

  private interface Question {
    long ask() throws InterruptedException;
  }

  private static long inVirtualThread(Question question)
      throws InterruptedException, ExecutionException {
    FutureTask<Long> asker =
        new FutureTask<>(() -> {
          long sum = 0;
          for (int i = 0; i < ASKS; i++) {
            sum += question.ask();
          }
          return sum;
        });
    Thread.ofVirtual().start(asker);
    return asker.get();
  }

  /** A question that changes nothing. */
  @Benchmark
  @OperationsPerInvocation(ASKS)
  public long askFromVirtualThread(OneAgent one) throws InterruptedException, ExecutionException {
    AgentRef agent = one.plane().agent("/knowing");
    return inVirtualThread(() -> agent.ask(Knowing.class, Knowing::sum));
  }

  /** Peer: Pekko's ask, from a virtual thread as well. */
  @Benchmark
  @OperationsPerInvocation(ASKS)
  public long peerPekkoAsk(PekkoActors actors) throws InterruptedException, ExecutionException {
    return inVirtualThread(actors::ask);
  }
}
