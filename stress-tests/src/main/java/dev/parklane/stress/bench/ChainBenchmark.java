package dev.parklane.stress.bench;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.event.Handler;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A chain of a million parked writers, on the heap that the JVM takes by default (law G3): to its
 * end, and failing in its deepest handler, so that a million writers unwind.
 *
 * <p>Target: at most 10 s each. The peer calls its handlers on the stack, in a platform thread that
 * is given a stack of a gigabyte for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class ChainBenchmark {
  private static final int DEPTH = 1_000_000;
  private static final long STACK_BYTES = 1L << 30;

  private static final class Bottom extends Exception {
    private static final long serialVersionUID = 1;
  }

  /** Each handler of its lane writes to the lane again, down to the last. */
  static final class Link extends Agent {
    private final ValueLane<Integer> depth = new ValueLane<>(this, "depth", 0);
    private boolean fails;
    private int unwound;

    Link() {
      depth.onEvent(this::descend);
    }

    private void descend(int at) throws Bottom {
      if (at < DEPTH) {
        try {
          depth.set(at + 1);
        } finally {
          unwound++;
        }
      } else if (fails) {
        throw new Bottom();
      }
    }

    int descend(boolean failing) {
      fails = failing;
      unwound = 0;
      depth.set(1);
      return unwound;
    }

    int unwound() {
      return unwound;
    }
  }

  private @Nullable Plane plane;

  /** Starts the plane. */
  @Setup
  public void start() {
    plane =
        Plane.builder()
            .options(o -> o.withGuards(Guards.NONE).withFailurePolicy(FailurePolicy.resume()))
            .route("/link", Link::new)
            .start();
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(plane).close();
  }

  private AgentRef link() {
    return Objects.requireNonNull(plane).agent("/link");
  }

  /** To its end. */
  @Benchmark
  public int chainToItsEnd() throws InterruptedException {
    return checked(link().ask(Link.class, link -> link.descend(false)));
  }

  /** Failing in the deepest handler. */
  @Benchmark
  public int chainAborted() throws InterruptedException {
    try {
      link().ask(Link.class, link -> link.descend(true));
      throw new IllegalStateException("the chain did not fail");
    } catch (AgentFailedException e) {
      if (!(e.getCause() instanceof Bottom)) {
        throw e;
      }
    }
    return checked(link().ask(Link.class, Link::unwound));
  }

  private static int checked(int unwound) {
    if (unwound != DEPTH - 1) {
      throw new IllegalStateException(unwound + " of " + DEPTH + " writers were unwound");
    }
    return unwound;
  }

  /** Peer: the same chain on one stack. */
  @Benchmark
  public int peerOnOneStack() throws InterruptedException {
    Recursion recursion = new Recursion();
    Thread thread = new Thread(null, () -> recursion.descend(1), "recursion", STACK_BYTES);
    thread.start();
    thread.join();
    return checked(recursion.unwound);
  }

  private static final class Recursion {
    private final Handler<Integer> observer = this::descend;
    private int unwound;

    private void descend(int at) {
      if (at < DEPTH) {
        try {
          observer.handle(at + 1);
        } catch (Exception e) {
          throw new IllegalStateException(e);
        } finally {
          unwound++;
        }
      }
    }
  }
}
