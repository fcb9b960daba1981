package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.Tracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws X1 and X2: mounted handlers. */
@Timeout(60)
class DispatchLawsTest {
  private static final ScopedValue<String> BOUND = ScopedValue.newInstance();

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private static Stage mounted(int depth, Probe.Setup setup) {
    return Stage.of(
        setup,
        options ->
            options
                .withDispatch(Dispatch.mounted(depth))
                .withFailurePolicy(FailurePolicy.resume()));
  }

  /** X1: on the writer's stack down to the depth, and on threads of their own beyond it. */
  @Test
  void handlers_runOnTheirWriters_downToTheDepth() {
    try (Stage stage =
        mounted(
            3,
            p -> {
              p.a.on(v -> {
                threads.add(Thread.currentThread());
                if (v < 6) {
                  p.a.set(v + 1);
                }
              });
            })) {
      stage.run(p -> {
        threads.add(Thread.currentThread());
        p.a.set(1);
      });
    }
    assertThat(threads).hasSize(7);
    assertThat(new HashSet<>(threads.subList(0, 4))).hasSize(1);
    assertThat(threads.subList(4, 7)).doesNotContain(threads.getFirst());
    assertThat(new HashSet<>(threads.subList(4, 7))).hasSize(3);
  }

  /** X2: a failure deep in a chain that is part mounted, part parked. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 64})
  void trace_isThatOfParkedHandlers(int depth) {
    assertThat(traceUnder(Dispatch.mounted(depth))).isEqualTo(traceUnder(Dispatch.parked()));
  }

  private static String traceUnder(Dispatch dispatch) {
    TraceRecorder recorder = TraceRecorder.ofAll();
    try (Stage stage =
        Stage.of(
            p -> {
              p.a.on(v -> p.b.set(v + 1));
              p.a.on(v -> p.c.set(v));
              p.b.on(v -> {
                if (v < 6) {
                  p.b.set(v + 1);
                } else if (p.c.get() == 7) {
                  throw new IllegalStateException("on purpose");
                }
              });
            },
            options -> options.withDispatch(dispatch).withFailurePolicy(FailurePolicy.resume()))) {
      try (Tracing tracing = stage.plane.trace(recorder)) {
        assertThat(tracing).isNotNull();
        stage.probe("x").command("a", 1);
        stage.probe("x").command("c", 7);
        stage.probe("x").command("a", 2);
        stage.probe("x").command("b", 6);
        stage.quiet();
      }
      stage.run(p -> assertThat(p.b.get()).isEqualTo(6));
    }
    return recorder.recorded().toString();
  }

  /** F6, G2, X2: no stack is left, below writers that are mounted; guards count as before. */
  @Test
  void write_atTheEndOfTheStack_failsTheCascade_andTheAgentGoesOn() {
    try (Stage stage =
        Stage.of(
            p -> {
              p.a.on(v -> p.b.set(v));
              p.b.on(v -> {
                if (v > 0) {
                  writeAtTheEnd(p);
                }
              });
            },
            options ->
                options
                    .withDispatch(Dispatch.mounted(64))
                    .withGuards(new Guards(100, 2, 1_000_000))
                    .withFailurePolicy(FailurePolicy.resume()))) {
      for (int i = 0; i < 50; i++) {
        assertThatThrownBy(() -> stage.run(p -> p.a.set(1)))
            .isInstanceOf(AgentFailedException.class)
            .hasCauseInstanceOf(StackOverflowError.class);
        List<Integer> read = stage.ask("x", p -> List.of(p.a.get(), p.b.get(), p.c.get()));
        assertThat(read).containsExactly(0, 0, 0);
        stage.run(p -> p.a.set(0)); // which the guard of re-entry lets through
      }
    }
  }

  /** Recurses to the end of the stack, and on the way back writes until a write goes through. */
  private static int writeAtTheEnd(Probe p) {
    try {
      return writeAtTheEnd(p) + 1;
    } catch (StackOverflowError e) {
      p.b.set(0);
      throw e;
    }
  }

  /** X2: what waits in a mounted cascade is told with its chain. */
  @Test
  void handler_thatWaits_isToldWithItsWriters() {
    CountDownLatch released = new CountDownLatch(1);
    try (Stage stage =
        mounted(
            64,
            p -> {
              p.a.on(v -> p.b.set(v));
              p.b.on(v -> released.await());
            })) {
      stage.probe("x").command("a", 1);
      NotQuietException notQuiet =
          catchThrowableOfType(
              NotQuietException.class,
              () -> stage.plane.awaitQuiet(Quiet.HANDLED, Duration.ofMillis(200)));
      assertThat(notQuiet).hasMessageContaining("/probe/x in a.onEvent -> b.onEvent");
      released.countDown();
    }
  }

  /** X2: its writer's bindings are there, and its thread-locals. */
  @Test
  void handler_findsWhatItsWriterHasBound() {
    List<String> found = new ArrayList<>();
    try (Stage stage =
        mounted(1, p -> p.a.on(v -> found.add(BOUND.isBound() ? BOUND.get() : "nothing")))) {
      stage.run(p -> ScopedValue.where(BOUND, "the writer's").run(() -> p.a.set(1)));
    }
    assertThat(found).containsExactly("the writer's");
  }

  /** E12, X2: the lock of a writer is open to a handler mounted on it. */
  @Test
  void lock_ofTheWriter_isOpenToAMountedHandler() {
    ReentrantLock lock = new ReentrantLock();
    List<Integer> holds = new ArrayList<>();
    try (Stage stage =
        mounted(
            1,
            p ->
                p.a.on(v -> {
                  lock.lock();
                  holds.add(lock.getHoldCount());
                  lock.unlock();
                }))) {
      stage.run(p -> {
        lock.lock();
        p.a.set(1);
        lock.unlock();
      });
    }
    assertThat(holds).containsExactly(2);
  }

  /** E12: but not to one beyond the depth. */
  @Test
  void lock_ofTheWriter_overAHandlerBeyondTheDepth_isTold() {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        mounted(
            1,
            p -> {
              p.a.on(v -> p.b.set(v));
              p.b.on(v -> lock.lockInterruptibly());
            })) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                lock.lock();
                try {
                  p.a.set(1);
                } finally {
                  lock.unlock();
                }
              }))
          .hasCauseInstanceOf(LockOverWriteException.class)
          .cause()
          .hasMessageContaining("b.onEvent of /probe/x waits for lock")
          .hasMessageContaining("a.onEvent of /probe/x holds over its write to lane 'b'");
    }
  }

  /** X1: the deepest that may be asked for goes through. */
  @Test
  void chain_mountedAsDeepAsMayBe_hasStack() {
    try (Stage stage =
        mounted(
            Dispatch.Mounted.DEEPEST,
            p ->
                p.a.on(v -> {
                  threads.add(Thread.currentThread());
                  if (v < Dispatch.Mounted.DEEPEST) {
                    p.a.set(v + 1);
                  }
                }))) {
      stage.run(p -> p.a.set(1));
    }
    assertThat(threads).hasSize(Dispatch.Mounted.DEEPEST);
    assertThat(new HashSet<>(threads)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 257})
  void depth_outOfItsBounds_isRefused(int depth) {
    assertThatThrownBy(() -> Dispatch.mounted(depth))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-X1] a mounted dispatch of depth "
                + depth
                + "; it must be from 1 to 256, or Dispatch.parked()");
  }

  @Test
  void property_saysWhatPlanesBeginWith() {
    String before = System.setProperty(Dispatch.PROPERTY, "mounted(1)");
    try (Stage stage = Stage.of(p -> p.a.on(v -> threads.add(Thread.currentThread())))) {
      stage.run(p -> {
        threads.add(Thread.currentThread());
        p.a.set(1);
      });
      assertThat(new HashSet<>(threads)).hasSize(1);
      System.setProperty(Dispatch.PROPERTY, "mounted");
      assertThatThrownBy(Plane::builder)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("parklane.dispatch is 'mounted'; it must be parked or mounted(n)");
    } finally {
      if (before == null) {
        System.clearProperty(Dispatch.PROPERTY);
      } else {
        System.setProperty(Dispatch.PROPERTY, before);
      }
    }
  }
}
