package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.FailurePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F10: steps with names, which a root event runs once. */
@Timeout(60)
class CheckpointStepTest extends CheckpointStage {
  @Test
  void namedStep_isRunOnceInARootEvent_andStands() {
    for (int i = 0; i < 2; i++) {
      runAndFail(worker -> {
        worker.keep("count", w -> w.value.update(n -> n + 1));
        worker.keep("count", w -> w.value.update(n -> n + 1));
        worker.keep("count again", w -> w.value.update(n -> n + 10));
        worker.value.set(0);
      });
    }
    assertThat(value()).isEqualTo(22);
  }

  @Test
  void namedStep_thatThrows_isNotDone() {
    run(worker -> {
      assertThatThrownBy(() ->
              worker.keep(
                  "step",
                  w -> {
                    throw new IllegalStateException("no");
                  }))
          .hasMessage("no");
      worker.keep("step", w -> w.value.set(1));
      worker.keep("step", w -> w.value.set(2));
    });
    assertThat(value()).isEqualTo(1);
  }

  @Test
  void namedStep_insideItself_isRefused() {
    isRefused(
        worker -> worker.keep("step", w -> w.keep("step", again -> {})),
        IllegalStateException.class,
        "checkpoint 'step'",
        "/worker/one",
        "inside its own step");
  }

  @Test
  void namedStep_withoutAName_isRefused_beforeItRuns() {
    isRefused(
        worker -> worker.keep("  ", w -> told.add("ran")),
        IllegalArgumentException.class,
        "'  '",
        "/worker/one",
        "blank");
    assertThat(told).isEmpty();
  }

  @Test
  void namedStep_isMarkedInTheBatchOfItsChanges_andForgottenAtTheEnd() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    run(worker -> {
      worker.value.set(1);
      worker.keep("a", w -> w.value.set(2));
      assertThat(store.steps("/worker/one")).containsExactly("a");
      worker.keep("b", w -> {});
      assertThat(store.steps("/worker/one")).containsExactly("a", "b");
      worker.value.set(3);
    });
    assertThat(store.batches())
        .containsExactly(
            "ValueSet value, StepsForgotten, StepDone a",
            "StepDone b",
            "ValueSet value, StepsForgotten");
    assertThat(store.steps("/worker/one")).isEmpty();
  }

  @Test
  void namedStep_ofARootEventThatFails_isForgottenToo() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.keep("a", w -> w.value.set(2));
      worker.value.set(3);
    });
    assertThat(store.steps("/worker/one")).isEmpty();
    assertThat(value()).isEqualTo(2);
  }

  /** A mark that a crash or a broken store has left means nothing to another root event. */
  @Test
  void namedStep_leftBehind_isNotTakenForDone_andGoes() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.keep("a", w -> w.value.set(1));
      store.failNext(); // the batch that forgets
    });
    assertThat(store.steps("/worker/one")).containsExactly("a");
    runAndFail(worker -> {
      worker.keep("b", w -> {});
      assertThat(store.steps("/worker/one")).containsExactly("b");
      worker.keep("a", w -> w.value.set(2));
    });
    assertThat(value()).isEqualTo(2);
    assertThat(store.steps("/worker/one")).isEmpty();
  }
}
