package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.LaneAccessException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Law F10: where a handler may not let stand what it has done, it is told so, and nothing stands.
 */
@Timeout(60)
class CheckpointRefusalTest extends CheckpointStage {
  @Test
  void inATriggeredHandler_isRefusedByName_andNothingStands() {
    List<Throwable> refused = new ArrayList<>();
    constructor =
        worker ->
            worker.value.onEvent(now -> {
              refused.add(catchThrowable(worker::keep));
              refused.add(catchThrowable(() -> worker.keep("step", w -> told.add("ran"))));
            });
    runAndFail(worker -> worker.value.set(1));
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(refusal ->
            assertThat(refusal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                    "checkpoint", "/worker/one", "depth 1", "ask -> value.onEvent"));
    assertThat(value()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void onAnotherThread_isRefused() {
    isRefused(
        worker -> {
          FutureTask<Boolean> elsewhere = new FutureTask<>(worker::keep, true);
          Thread.ofVirtual().start(elsewhere).join();
          throw (Exception) elsewhere.exceptionNow();
        },
        LaneAccessException.class,
        "checkpoint() in /worker/one",
        "unnamed virtual thread #");
  }

  @Test
  void inSuspendedWork_isRefused() throws Exception {
    CompletableFuture<Throwable> ofAgent = new CompletableFuture<>();
    CompletableFuture<Throwable> ofContext = new CompletableFuture<>();
    run(worker -> {
      AgentContext context = AgentContext.current();
      context.suspend(() -> ofAgent.complete(catchThrowable(worker::keep)), done -> {});
      context.suspend(() -> ofContext.complete(catchThrowable(context::checkpoint)), done -> {});
    });
    assertThat(ofAgent.get()).isInstanceOf(LaneAccessException.class);
    assertThat(ofContext.get()).isInstanceOf(LaneAccessException.class);
  }

  @Test
  void inTheConstructor_isRefused() {
    List<Throwable> refused = new ArrayList<>();
    constructor = worker -> refused.add(catchThrowable(worker::keep));
    run(worker -> {});
    assertThat(refused.getFirst())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("constructor", "onStart()");
  }

  @Test
  void inAClient_isRefused() throws InterruptedException {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    CountDownLatch synced = new CountDownLatch(1);
    try (Client client = plane.client()) {
      new ValueLink<>(client, plane.agent("/worker/one").lane("value", Integer.class))
          .onSynced(value -> {
            refusal.set(catchThrowable(() -> AgentContext.current().checkpoint()));
            synced.countDown();
          })
          .open();
      synced.await();
    }
    assertThat(refusal.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("client");
  }

  /** E8: a dead-letter observer, which runs on the handler's thread, is outside the agent. */
  @Test
  void whoIsToldAtIt_touchesNothingOfTheAgent() {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    AtomicReference<Worker> itself = new AtomicReference<>();
    options = o -> RESUME.apply(o).withMailboxCapacity(1);
    deadLetters = letter -> refusal.set(catchThrowable(() -> itself.get().value.set(9)));
    restartPlane();
    run(worker -> {
      itself.set(worker);
      worker.value.set(1);
      worker.command("/worker/one", w -> w.value.update(n -> n + 1));
      worker.command("/worker/one", w -> told.add("there is no room for it"));
      worker.keep();
      assertThat(refusal.get()).isInstanceOf(LaneAccessException.class);
      worker.value.update(n -> n + 10);
    });
    assertThat(value()).isEqualTo(12);
    assertThat(told).isEmpty();
  }
}
