package dev.parklane.stress.bench;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.EventLayout;
import dev.parklane.runtime.event.NativeHandler;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The cost of handing an event of six numbers to a C function, by a derived and by a declared
 * layout; the peer is a shared handler in Java that reads one of them.
 *
 * <p>The function is C's own {@code strcmp}: the first number is 0, whose first byte ends a string,
 * and the user data is an empty one, so that it returns 0 after one byte.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class NativeHandlerBenchmark {
  /** An event. */
  public record Bar(
      double change, double high, double low, double close, long volume, long startNanos) {}

  private static final EventLayout<Bar> DERIVED = EventLayout.of(Bar.class);

  private final Bar bar = new Bar(0, 1.12, 1.1, 1.11, 1_000, 1);
  private final EventHandler<Bar> derived = strcmp(DERIVED);
  private final EventHandler<Bar> declared =
      strcmp(EventLayout.of(Bar.class, DERIVED.struct(), NativeHandlerBenchmark::write));
  private long sum;
  private final EventHandler<Bar> shared = EventHandler.shared(event -> sum += event.volume());

  private static EventHandler<Bar> strcmp(EventLayout<Bar> layout) {
    return NativeHandler.of(
        Linker.nativeLinker().defaultLookup(), "strcmp", layout, Arena.global().allocateFrom(""));
  }

  private static void write(Bar bar, MemorySegment struct, SegmentAllocator pointees) {
    struct.set(ValueLayout.JAVA_DOUBLE, 0, bar.change);
    struct.set(ValueLayout.JAVA_DOUBLE, 8, bar.high);
    struct.set(ValueLayout.JAVA_DOUBLE, 16, bar.low);
    struct.set(ValueLayout.JAVA_DOUBLE, 24, bar.close);
    struct.set(ValueLayout.JAVA_LONG, 32, bar.volume);
    struct.set(ValueLayout.JAVA_LONG, 40, bar.startNanos);
  }

  /** A layout that is derived from the record. */
  @Benchmark
  public void derivedLayout() throws Exception {
    derived.handle(bar);
  }

  /** A layout whose writer sets each member at its offset. */
  @Benchmark
  public void declaredLayout() throws Exception {
    declared.handle(bar);
  }

  /** Peer: no C. */
  @Benchmark
  public long peerSharedHandler() throws Exception {
    shared.handle(bar);
    return sum;
  }
}
