package dev.parklane.stress.bench;

import dev.parklane.lanes.MapLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * The cost of one put into a map lane of a thousand keys, with an observer and without.
 *
 * <p>A put makes another map that shares what it leaves alone, so that observers get snapshots (law
 * M7) and a failed cascade can put the old one back (law F2). The peers are maps of the JDK that
 * can do neither, whose writer calls the observer itself.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class MapWriteBenchmark {
  private static final int WRITES = 10_000; // in one root event, so that its own cost is not seen
  private static final int KEYS = 1_000;

  /** Puts each key in turn. */
  static final class Writer extends Agent {
    private final MapLane<Integer, Integer> observed = new MapLane<>(this, "observed");
    private final MapLane<Integer, Integer> unobserved = new MapLane<>(this, "unobserved");
    private long seen;

    Writer() {
      observed.onUpdate((map, key, previous, value) -> seen += value);
    }

    long trigger() {
      for (int i = 0; i < WRITES; i++) {
        observed.put(i % KEYS, i);
      }
      return seen;
    }

    long write() {
      for (int i = 0; i < WRITES; i++) {
        unobserved.put(i % KEYS, i);
      }
      return unobserved.size();
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

  /** A put that triggers one observer. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long putWithObserver(OneWriter agent) throws InterruptedException {
    return agent.ask(Writer::trigger);
  }

  /** A put that triggers nothing (law E4). */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long putWithoutObserver(OneWriter agent) throws InterruptedException {
    return agent.ask(Writer::write);
  }

  /** What the peers write to. */
  @State(Scope.Thread)
  public static class Maps {
    private final Map<Integer, Integer> linked = new LinkedHashMap<>();
    private final Map<Integer, Integer> concurrent = new ConcurrentHashMap<>();
    private long seen;

    private long write(Map<Integer, Integer> map) {
      for (int i = 0; i < WRITES; i++) {
        map.put(i % KEYS, i);
        seen += i;
      }
      return seen;
    }
  }

  /** Peer: a map in the order of insertion, for one thread. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerLinkedHashMap(Maps maps) {
    return maps.write(maps.linked);
  }

  /** Peer: a map for any thread. */
  @Benchmark
  @OperationsPerInvocation(WRITES)
  public long peerConcurrentHashMap(Maps maps) {
    return maps.write(maps.concurrent);
  }
}
