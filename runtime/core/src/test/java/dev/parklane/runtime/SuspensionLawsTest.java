package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws S1, S2: work that runs away from its agent. */
@Timeout(60)
class SuspensionLawsTest {
  /** S1: the caller goes on, others are handled, and the result is a root event. */
  @Test
  void suspend_runsTheWorkElsewhere_andItsResultIsARootEvent() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    AtomicReference<Thread> worker = new AtomicReference<>();
    try (Stage stage = Stage.of(p -> p.b.on(v -> p.c.set(v * 10)))) {
      stage.run(p -> {
        p.suspend(
            () -> {
              go.await();
              worker.set(Thread.currentThread());
              return 4;
            },
            v -> {
              p.b.set(v);
              stage.note("back with " + p.c.get());
              back.countDown();
            });
        stage.note("goes on");
      });
      stage.run(p -> stage.note("another"));
      go.countDown();
      back.await();
      assertThat(stage.trace).containsExactly("goes on", "another", "back with 40");
      assertThat(worker.get().isVirtual()).isTrue();
      assertThat(worker.get().getName()).isEqualTo("suspended by /probe/x");
    }
  }

  /** S1: the work starts at once, while the handler that began it still runs. */
  @Test
  void suspend_startsTheWorkAtOnce() {
    CountDownLatch started = new CountDownLatch(1);
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> {
        p.suspend(
            () -> {
              started.countDown();
              return 0;
            },
            v -> {});
        started.await();
        stage.note("met");
      });
      assertThat(stage.trace).containsExactly("met");
    }
  }

  /** S1, E8: without access to lanes. */
  @Test
  void suspendedWork_cannotTouchLanes() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p ->
          p.suspend(
              () -> {
                p.a.set(1);
                return 0;
              },
              v -> {},
              failure -> {
                stage.note(failure.getClass().getSimpleName() + " a=" + p.a.get());
                told.countDown();
              }));
      told.await();
      assertThat(stage.trace).containsExactly("LaneAccessException a=0");
    }
  }

  /** F1: work that throws fails the agent, as a handler would. */
  @Test
  void suspendedWork_thatThrows_failsTheAgent() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p ->
            p.failure =
                cause -> {
                  requireLastWord(p, cause);
                  told.countDown();
                })) {
      stage.run(p -> {
        p.a.set(1);
        p.suspend(
            () -> {
              throw new IllegalStateException("no work");
            },
            v -> {});
      });
      told.await();
      stage.plane.awaitQuiet();
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isZero(); // a fresh instance
    }
  }

  private static void requireLastWord(Probe probe, Throwable cause) {
    assertThat(cause).hasMessage("no work");
    assertThat(probe.a.get()).isEqualTo(1);
  }

  /** S2: it ends with the agent, is interrupted, and its result is dropped. */
  @Test
  void agentThatEnds_interruptsItsWork_andDropsTheResult() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> p.suspend(() -> waitForEver(stage, started, ended), v -> stage.note("back")));
      started.await();
      stage.probe("x").stop();
      ended.await();
      stage.plane.awaitQuiet();
      assertThat(stage.trace).containsExactly("interrupted");
    }
  }

  private static int waitForEver(Stage stage, CountDownLatch started, CountDownLatch ended) {
    started.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      stage.note("interrupted");
      ended.countDown();
    }
    return 0;
  }

  /** F2: so it is where the cascade fails that began it. */
  @Test
  void cascadeThatFails_interruptsItsWork_andDropsTheResult() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    try (Stage stage = Stage.of(p -> {}, o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                p.suspend(() -> waitForEver(stage, started, ended), v -> stage.note("must not be"));
                started.await();
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      ended.await();
      stage.plane.awaitQuiet();
      assertThat(stage.trace).containsExactly("interrupted");
    }
  }

  /** F2: a cancellation that is taken back leaves the work alone. */
  @Test
  void cancel_inACascadeThatFails_isTakenBack() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    List<Suspension> suspensions = new ArrayList<>();
    try (Stage stage = Stage.of(p -> {}, o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      stage.run(p ->
          suspensions.add(
              p.suspend(
                  () -> {
                    go.await();
                    return 1;
                  },
                  v -> back.countDown())));
      assertThatThrownBy(() ->
              stage.run(p -> {
                suspensions.getFirst().cancel();
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      go.countDown();
      back.await();
      assertThat(back.getCount()).isZero();
    }
  }

  /** S2: cancelled by hand. */
  @Test
  void cancel_interruptsTheWork_andDropsTheResult() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch started = new CountDownLatch(1);
    List<Suspension> suspensions = new ArrayList<>();
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p ->
          suspensions.add(
              p.suspend(() -> waitForEver(stage, started, ended), v -> stage.note("back"))));
      started.await();
      stage.run(p -> suspensions.getFirst().cancel());
      ended.await();
      stage.plane.awaitQuiet();
      assertThat(stage.trace).containsExactly("interrupted");
    }
  }
}
