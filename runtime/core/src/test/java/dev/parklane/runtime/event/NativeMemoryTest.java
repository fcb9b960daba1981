package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a million events, and many failures, leave behind (law H3): nothing, on the heap or outside.
 */
@EnabledIf(
    value = "dev.parklane.runtime.event.CCompiler#isThere",
    disabledReason = CCompiler.MISSING)
class NativeMemoryTest {
  record Tick(long number) {}

  private static final String SOURCE =
      """
      int add(const tick *tick, void *user_data) {
        *(int64_t *) user_data += tick->number;
        return tick->number < 0;
      }
      """;

  private static final Path STATM = Path.of("/proc/self/statm");
  private static final long PAGE = 4096;
  private static final int EVENTS = 1_000_000;
  private static final int FAILURES = 250_000;
  private static final long NOTICED = 256L << 20; // a page kept per failure would be 1 GB

  /** Each struct fills a page, so that one kept is one seen. */
  private static final StructLayout WIDE =
      MemoryLayout.structLayout(
          ValueLayout.JAVA_LONG.withName("number"),
          MemoryLayout.sequenceLayout(PAGE - 8, ValueLayout.JAVA_BYTE).withName("rest"));

  private static final EventLayout<Tick> TICKS =
      EventLayout.of(
          Tick.class,
          WIDE,
          (tick, struct, pointees) -> struct.set(ValueLayout.JAVA_LONG, 0, tick.number));

  @TempDir private static Path folder;
  private static Path file = Path.of("");

  @AutoClose private final Arena arena = Arena.ofShared();
  private final MemorySegment sum = arena.allocate(ValueLayout.JAVA_LONG);
  private final EventHandler<Tick> handler =
      NativeHandler.of(CCompiler.open(file, arena), "add", TICKS, sum);

  @BeforeAll
  static void compile() throws Exception {
    file = CCompiler.in(folder).library("memory", SOURCE, TICKS);
  }

  @Test
  void millionEvents_leaveNothing() throws Exception {
    long expected = handleAll(EVENTS, 1); // the heap grows to its size
    long heap = heap();
    long resident = resident();
    expected += handleAll(EVENTS, 1);
    assertThat(sum.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(expected);
    assertThat(heap() - heap).isLessThan(8L << 20);
    assertThat(resident() - resident).isLessThan(NOTICED);
  }

  @Test
  void failures_leaveNothing() throws Exception {
    long expected = handleAll(FAILURES, -1);
    long heap = heap();
    long resident = resident();
    expected += handleAll(FAILURES, -1);
    assertThat(sum.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(expected);
    assertThat(heap() - heap).isLessThan(8L << 20);
    assertThat(resident() - resident).isLessThan(NOTICED);
  }

  private long handleAll(int events, int sign) throws Exception {
    long expected = 0;
    long failures = 0;
    for (int i = 1; i <= events; i++) {
      expected += (long) i * sign;
      try {
        handler.handle(new Tick((long) i * sign));
      } catch (NativeHandlerException e) {
        failures++;
      }
    }
    assertThat(failures).isEqualTo(sign < 0 ? events : 0);
    return expected;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static long resident() throws IOException {
    assumeTrue(Files.isReadable(STATM), "/proc is missing: the size of the process is not tested");
    return Long.parseLong(Files.readString(STATM).split(" ")[1]) * PAGE;
  }
}
