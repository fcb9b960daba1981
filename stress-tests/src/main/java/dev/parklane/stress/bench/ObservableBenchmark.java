package dev.parklane.stress.bench;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of a write with one observer where the compiler cannot know which: four lanes are
 * written in turn, and the observer of each is of a class of its own. The peer is written by hand,
 * and calls its listeners on the writer's stack.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ObservableBenchmark {
  private static final int WRITES = 10_000; // in one root event, so that its own cost is not seen

  /** Writes to four lanes in turn. */
  static final class Writer extends Agent {
    private final List<ValueLane<Integer>> lanes =
        Stream.of("first", "second", "third", "fourth")
            .map(name -> new ValueLane<>(this, name, 0))
            .toList();
    private long seen;

    Writer() {
      lanes.get(0).onEvent(value -> seen += value);
      lanes.get(1).onEvent(value -> seen -= value);
      lanes.get(2).onEvent(value -> seen ^= value);
      lanes.get(3).onEvent(value -> seen += value + 1);
    }

    long write() {
      for (int i = 0; i < WRITES; i++) {
        lanes.get(i & 3).set(i & 127);
      }
      return seen;
    }
  }

  /** A plane with one writer. */
  public static class OneWriter extends OnePlane {

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder.route("/writer", Writer::new);
    }
  }

  /** A write that triggers one of four handlers. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long triggerOfOneOfFour(OneWriter agent) throws InterruptedException {
    return agent.plane().agent("/writer").ask(Writer.class, Writer::write);
  }

  /** What the peer writes to. */
  @State(Scope.Thread)
  public static class FourObservables {
    /** Whether each write has an undo entry, or the first of a root event, as that of a lane. */
    @Param({"each write", "the first write"})
    public String undoEntry = "";

    private final UndoEntries undo = new UndoEntries();
    private List<Observable<Integer>> observables = List.of();
    private long seen;

    /** Makes them, each with a listener of a class of its own. */
    @Setup
    public void listen() {
      boolean each = undoEntry.equals("each write");
      observables = Stream.generate(() -> new Observable<>(undo, each, 0)).limit(4).toList();
      observables.get(0).addListener(value -> seen += value);
      observables.get(1).addListener(value -> seen -= value);
      observables.get(2).addListener(value -> seen ^= value);
      observables.get(3).addListener(value -> seen += value + 1);
    }
  }

  /** Peer: the same by hand, with no thread, no guard and nothing that is parked. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerObservable(FourObservables four) {
    for (int i = 0; i < WRITES; i++) {
      four.observables.get(i & 3).set(i & 127);
    }
    four.undo.commit();
    return four.seen;
  }
}
