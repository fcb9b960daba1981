package dev.parklane.stress.bench;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.event.Handler;
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
 * The cost of one lane write with one observer: the writer parks, the handler runs in a thread of
 * its own, the writer goes on.
 *
 * <p>Target: at most 600 ns on the lock-step scheduler from a root handler. The peers are what a
 * writer would do with its bare hands: call the handler, start and join a thread for it, or open a
 * scope for it. Each is done by a virtual thread, as a writer is one.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class TriggerBenchmark {
  private static final int WRITES = 10_000; // in one root event, so that its own cost is not seen

  /** Writes from a handler under which so many writers are parked already. */
  static final class Writer extends Agent {
    private final ValueLane<Integer> observed = new ValueLane<>(this, "observed", 0);
    private final ValueLane<Integer> unobserved = new ValueLane<>(this, "unobserved", 0);
    private final ValueLane<Integer> descent = new ValueLane<>(this, "descent", 0);
    private long seen;

    Writer() {
      observed.onEvent(value -> seen += value);
      descent.onEvent(this::descend);
    }

    private void descend(int left) {
      if (left > 0) {
        descent.set(left - 1);
      } else {
        for (int i = 0; i < WRITES; i++) {
          observed.set(i & 127);
        }
      }
    }

    long trigger(int depth) {
      if (depth == 0) {
        descend(0);
      } else {
        descent.set(depth - 1);
      }
      return seen;
    }

    long write() {
      for (int i = 0; i < WRITES; i++) {
        unobserved.set(i & 127);
      }
      return unobserved.get();
    }
  }

  /** A plane with one writer. */
  public static class OneWriter extends OnePlane {

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder.route("/writer", Writer::new);
    }

    private long ask(Question<Writer, Long> question) throws InterruptedException {
      return plane().agent("/writer").ask(Writer.class, question);
    }
  }

  /** From a handler that nobody is parked under. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long triggerFromRoot(OneWriter agent) throws InterruptedException {
    return agent.ask(writer -> writer.trigger(0));
  }

  /** From a handler with ten writers parked under it. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long triggerFromDepth10(OneWriter agent) throws InterruptedException {
    return agent.ask(writer -> writer.trigger(10));
  }

  /** A write that triggers nothing (law E4). */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long writeWithoutObserver(OneWriter agent) throws InterruptedException {
    return agent.ask(Writer::write);
  }

  /** What the peers run. */
  @State(Scope.Thread)
  public static class Callee {
    private long seen;
    private final Handler<Integer> handler = value -> seen += value;

    private void handle(int value) {
      try {
        handler.handle(value);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private interface Write {
    void write(int value) throws Throwable;
  }

  private static long inVirtualThread(Callee callee, Write write) throws InterruptedException {
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < WRITES; i++) {
                  write.write(i & 127);
                }
              } catch (Throwable e) {
                throw new IllegalStateException(e);
              }
            });
    writer.join();
    return callee.seen;
  }

  /** Peer: the handler is called on the writer's own stack. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerCallOnOwnStack(Callee callee) throws InterruptedException {
    return inVirtualThread(callee, callee::handle);
  }

  /** Peer: a new virtual thread, started and joined, on the default scheduler. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerVirtualThread(Callee callee) throws InterruptedException {
    return inVirtualThread(
        callee, value -> Thread.ofVirtual().start(() -> callee.handle(value)).join());
  }

  /** Peer: a scope opened, forked in once, and joined, on the default scheduler. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerStructuredTaskScope(Callee callee) throws InterruptedException {
    return inVirtualThread(
        callee,
        value -> {
          try (PeerScope scope = new PeerScope()) {
            scope.fork(() -> {
              callee.handle(value);
              return value;
            });
            scope.join();
          }
        });
  }
}
