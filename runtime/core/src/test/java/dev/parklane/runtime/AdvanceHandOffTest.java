package dev.parklane.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimerSpec;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Laws E7, E12, K7: where the JDK is closed, an advance by a platform thread waits once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@EnabledIfSystemProperty(
    named = "parklane.expect",
    matches = "default",
    disabledReason = "the advancing thread carries agents where the JDK is opened")
class AdvanceHandOffTest {
  private static final int EVENTS = 1_000;

  private final TestClock clock = new TestClock();
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> p.a.on(v -> p.b.set(v + 1))),
                  o -> o.withFailurePolicy(FailurePolicy.resume())));

  @AfterEach
  void close() {
    stage.close();
  }

  private void atOne(String name, Slot.On<Probe> act) {
    stage.run(name, p -> p.clock().alert("one", 1, e -> act.accept(p)));
  }

  private static long waitsOfThisThread() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.getThreadInfo(Thread.currentThread().threadId()).getWaitedCount();
  }

  /** It looks around ten times a second, and waits for the other to be gone. */
  @Test
  void advance_ofManyEventsThatWakeAgents_handsOverOnce() {
    stage.run(p ->
        p.clock()
            .timer(
                "often",
                TimerSpec.every(Duration.ofNanos(1)).stopNanos(EVENTS),
                e -> {
                  Thread.sleep(1); // longer than any thread spins
                  p.a.set((int) e.id());
                }));
    long begun = System.nanoTime();
    long before = waitsOfThisThread();
    clock.advanceTo(EVENTS);
    long waits = waitsOfThisThread() - before;
    long tenths = (System.nanoTime() - begun) / 100_000_000;
    assertThat(stage.<Integer>ask(p -> p.b.get())).isEqualTo(EVENTS + 1);
    assertThat(waits).isLessThanOrEqualTo(3 + tenths);
  }

  /** E12: the one that waits is the one that has called it, whoever delivers. */
  @Test
  void lock_ofAProgram_overAnAdvance_isFound() {
    ReentrantLock lock = new ReentrantLock();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    atOne(
        "x",
        p -> {
          try {
            lock.lockInterruptibly();
            lock.unlock();
          } catch (InterruptedException e) {
            failures.add(e);
          }
        });
    lock.lock();
    try {
      clock.advanceTo(1);
    } finally {
      lock.unlock();
    }
    assertThat(failures).hasSize(1);
  }

  /** E7: they wait for time, which no thread without a carrier can bring. */
  @Test
  void pinnedHandlers_thatSleepOnAllCarriers_areWoken() {
    int all = Runtime.getRuntime().availableProcessors();
    AtomicInteger woken = new AtomicInteger();
    for (int i = 0; i < all; i++) {
      atOne(
          "p" + i,
          p ->
              Pinned.run(() -> {
                p.clock().sleep(Duration.ofNanos(10));
                woken.incrementAndGet();
              }));
    }
    clock.advanceTo(20);
    assertThat(woken).hasValue(all);
    assertThat(clock.nanos()).isEqualTo(20);
  }

  /** Calls Java from C, so that a virtual thread keeps its carrier. */
  @SuppressWarnings("restricted") // the function is the test's own
  static final class Pinned {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle QSORT =
        LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("qsort"),
            FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS));

    /** What is called. */
    interface Act {
      void run() throws Exception;
    }

    private final Act act;

    private Pinned(Act act) {
      this.act = act;
    }

    static void run(Act act) throws Exception {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment two = arena.allocateFrom(JAVA_INT, 2, 1);
        MethodHandle compare =
            MethodHandles.lookup()
                .bind(
                    new Pinned(act),
                    "compare",
                    MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
        MemorySegment called =
            LINKER.upcallStub(compare, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS), arena);
        QSORT.invokeExact(two, 2L, 4L, called);
      } catch (Exception e) {
        throw e;
      } catch (Throwable t) {
        throw new AssertionError(t);
      }
    }

    private int compare(MemorySegment one, MemorySegment other) {
      try {
        act.run();
      } catch (Exception e) {
        throw new AssertionError(e); // which ends the JVM
      }
      return 0;
    }
  }
}
