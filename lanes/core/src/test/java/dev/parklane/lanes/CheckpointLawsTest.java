package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.GuardException;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.trace.TraceRecorder;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F10: a handler of a root event lets stand what it has done, and goes on. */
@Timeout(60)
class CheckpointLawsTest extends CheckpointStage {
  @Test
  void failureAfterIt_rollsBackToIt_inEveryLane() {
    runAndFail(worker -> {
      worker.value.set(1);
      worker.map.put("a", 1);
      worker.store.set(1);
      worker.keep();
      worker.value.set(2);
      worker.map.put("b", 2);
      worker.map.remove("a");
      worker.store.set(2);
    });
    assertThat(value()).isEqualTo(1);
    assertThat(keys()).containsExactly("a");
    assertThat(intOf(worker -> worker.store.get())).isEqualTo(1);
  }

  @Test
  void severalOfThem_lastOneCounts() {
    runAndFail(worker -> {
      for (int n = 1; n <= 3; n++) {
        worker.value.set(n);
        worker.keep();
      }
      worker.value.set(4);
    });
    assertThat(value()).isEqualTo(3);
  }

  @Test
  void failureInATriggeredHandler_afterIt_rollsBackToIt() {
    constructor =
        worker ->
            worker.value.onEvent(now -> {
              worker.map.put("seen", now);
              if (now == 2) {
                throw new IllegalStateException("two");
              }
            });
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              worker.value.set(1);
              worker.keep();
              worker.value.set(2);
            }));
    assertThat(failure).isInstanceOf(AgentFailedException.class).hasRootCauseMessage("two");
    assertThat(value()).isEqualTo(1);
    assertThat(intOf(worker -> worker.map.get("seen"))).isEqualTo(1);
  }

  /** O1: what was sent before it is handled while the handler goes on; what comes after never. */
  @Test
  void messages_sentBeforeIt_leaveAtOnce_andThoseAfterItNotWhereItFails() {
    CountDownLatch handled = new CountDownLatch(1);
    runAndFail(worker -> {
      worker.command("/worker/other", other -> handled.countDown());
      worker.keep();
      handled.await();
      worker.command("/worker/other", other -> told.add("never"));
    });
    assertThat(toldByOther()).isEmpty();
  }

  @Test
  void links_areToldAtIt() throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch synced = new CountDownLatch(1);
    try (Client client = plane.client()) {
      new ValueLink<>(client, plane.agent("/worker/one").lane("value", Integer.class))
          .onSynced(value -> synced.countDown())
          .onEvent(value -> {
            told.add("link " + value);
            seen.countDown();
          })
          .open();
      synced.await();
      runAndFail(worker -> {
        worker.value.set(1);
        worker.keep();
        seen.await();
        worker.value.set(2);
      });
      plane.awaitQuiet();
    }
    assertThat(told).containsExactly("link 1");
  }

  @Test
  void store_getsABatchForEachPart() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.value.set(1);
      worker.map.put("a", 1);
      worker.keep();
      worker.keep(); // nothing has changed
      worker.value.set(2);
      worker.keep();
      worker.value.set(3);
    });
    assertThat(store.batches()).containsExactly("ValueSet value, EntryPut map", "ValueSet value");
    restartPlane();
    assertThat(value()).isEqualTo(2);
  }

  /** F2: a store that fails there fails the cascade, whatever the handler makes of that. */
  @Test
  void storeThatFailsAtIt_failsTheCascade_backToTheOneBefore() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              worker.value.set(1);
              worker.keep();
              worker.value.set(2);
              worker.command("/worker/other", other -> told.add("never"));
              store.failNext();
              assertThatThrownBy(worker::keep).isInstanceOf(CascadeAbortedException.class);
              assertThatThrownBy(() -> worker.value.set(3))
                  .isInstanceOf(CascadeAbortedException.class);
              assertThatThrownBy(worker::keep).isInstanceOf(CascadeAbortedException.class);
            }));
    assertThat(failure).isInstanceOf(AgentFailedException.class).hasRootCauseMessage("disk");
    assertThat(value()).isEqualTo(1);
    assertThat(toldByOther()).isEmpty();
  }

  /** F3: what follows a restart starts from what stands. */
  @Test
  void restart_startsFromIt() {
    NotingStore store = new NotingStore();
    options =
        o ->
            o.withFailurePolicy(FailurePolicy.restart(3, Duration.ofMinutes(1), Backoff.NONE))
                .withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.value.set(2);
    });
    assertThat(value()).isEqualTo(1);
    assertThat(told).contains("1 at the end");
  }

  // --- what else it keeps ------------------------------------------------------------------------

  @Test
  void inOnStartAndOnStop_isTaken() {
    NotingStore store = new NotingStore();
    options = o -> o.withStore(store);
    onStart =
        worker -> {
          worker.value.set(1);
          worker.keep();
          worker.value.set(2);
        };
    onStop =
        worker -> {
          worker.value.set(3);
          worker.keep();
          throw new IllegalStateException("at the end");
        };
    restartPlane();
    run(worker -> {});
    plane.close();
    onStart = worker -> {};
    onStop = worker -> {};
    plane = start();
    assertThat(value()).isEqualTo(3);
  }

  /** G1: one root event has one count of handlers. */
  @Test
  void guards_countOn() {
    options =
        o ->
            o.withFailurePolicy(FailurePolicy.resume())
                .withGuards(Guards.DEFAULT.withMaxHandlers(10));
    constructor = worker -> worker.value.onEvent(now -> {});
    restartPlane();
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              for (int n = 1; n <= 20; n++) {
                worker.value.set(n);
                worker.keep();
              }
            }));
    assertThat(failure).hasRootCauseInstanceOf(GuardException.class);
    assertThat(value()).isEqualTo(9);
  }

  /** S3: what was set before it comes; what was set after it is withdrawn. */
  @Test
  void timers_setBeforeIt_stand_andThoseAfterItAreWithdrawn() {
    runAndFail(worker -> {
      worker.runLater(w -> told.add("before"));
      AgentContext.current().clock().alert("before", 1_000, event -> told.add("alert before"));
      worker.keep();
      worker.runLater(w -> told.add("after"));
      AgentContext.current().clock().alert("after", 1_000, event -> told.add("alert after"));
      AgentContext.current().clock().cancel("before");
    });
    clock.advance(Duration.ofSeconds(2));
    assertThat(told).containsExactly("alert before", "before");
  }

  /** L3. */
  @Test
  void stop_askedForBeforeIt_stands_andAfterItIsTakenBack() throws InterruptedException {
    onStop = worker -> told.add("stops at " + worker.value.get());
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.end();
    });
    assertThat(value()).isEqualTo(1);
    assertThat(told).isEmpty();
    runAndFail(worker -> {
      worker.value.set(2);
      worker.end();
      worker.keep();
      worker.value.set(3);
    });
    plane.awaitQuiet();
    assertThat(told).containsExactly("stops at 2");
  }

  @Test
  void observersAndLanes_setUpBeforeIt_stay() {
    runAndFail(worker -> {
      ValueLane<Integer> late = new ValueLane<>(worker, "late", 5);
      late.onEvent(now -> told.add("late " + now));
      worker.keep();
      late.onEvent(now -> told.add("never"));
      new ValueLane<>(worker, "later", 6);
      worker.map.close();
    });
    run(worker -> {
      assertThat(AgentContext.current().lane("later")).isNull();
      assertThat(AgentContext.current().lane("map")).isNotNull();
      @SuppressWarnings("unchecked") // as it was declared
      ValueLane<Integer> late = (ValueLane<Integer>) AgentContext.current().lane("late");
      late.set(6);
      worker.map.put("still", 1);
    });
    assertThat(told).containsExactly("late 6");
  }

  /** F4. */
  @Test
  void acknowledgement_ofAHandlerThatFailsAfterIt_saysSo() throws Exception {
    Act act =
        worker -> {
          worker.value.set(1);
          worker.keep();
          throw new IllegalStateException("after");
        };
    Acknowledgement told = plane.agent("/worker/one").commandAcknowledged("act", act).get();
    assertThat(told).isNotInstanceOf(Acknowledgement.Handled.class);
    assertThat(value()).isEqualTo(1);
  }

  /** L4: a link whose end was told up to a checkpoint has ended, and keeps no agent from rest. */
  @Test
  void linkEndThatFailsAfterIt_leavesNoLinkThatWaits() throws InterruptedException {
    endLinkAfterIt(Retry.NEVER);
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one");
    clock.advance(Duration.ofMinutes(5));
    assertThat(plane.agents("/worker/:name")).isEmpty();
    assertThat(told).containsExactly("linked");
  }

  /** J1: where it is to be made anew it is, at its time, whatever its handler does. */
  @Test
  void linkEndThatFailsAfterIt_isFollowedByTheNextAttempt() throws InterruptedException {
    endLinkAfterIt(new Retry(5, Backoff.constant(Duration.ofSeconds(1))));
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one");
    clock.advance(Duration.ofSeconds(1));
    plane.awaitQuiet();
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one", "/worker/other");
    assertThat(told).containsExactly("linked", "linked");
  }

  private void endLinkAfterIt(Retry retry) throws InterruptedException {
    options = o -> RESUME.apply(o).withIdleAfter(Duration.ofMinutes(1));
    restartPlane();
    run(worker ->
        new ValueLink<>(
                worker, AgentContext.current().agent("/worker/other").lane("value", Integer.class))
            .onLinked(() -> told.add("linked"))
            .onUnlinked(() -> {
              worker.keep();
              throw new IllegalStateException("after");
            })
            .retry(retry)
            .open());
    plane.awaitQuiet();
    plane.agent("/worker/other").stop();
    plane.awaitQuiet();
  }

  /** X2, R1: a trace has a cascade for each part, and the handler only in the first. */
  @Test
  void trace_hasACascadeForEachPart() {
    TraceRecorder recorder = TraceRecorder.ofAll();
    run(worker -> {});
    plane.trace(recorder);
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.value.set(2);
      worker.keep("step", w -> w.value.set(3));
      worker.value.set(4);
    });
    assertThat(recorder.recorded().lines())
        .containsExactly(
            "/worker/one <- ask",
            "  /worker/one 0 ask",
            "  /worker/one 0 writes value",
            "/worker/one succeeds",
            "/worker/one <- ask after checkpoint",
            "  /worker/one 0 writes value",
            "  /worker/one 0 writes value",
            "/worker/one succeeds",
            "/worker/one <- ask after checkpoint 'step'",
            "  /worker/one 0 writes value",
            "/worker/one fails: java.lang.IllegalStateException");
  }
}
