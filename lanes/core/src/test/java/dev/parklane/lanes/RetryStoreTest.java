package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws F10, F11: what the store knows of a root event that is handled again. */
@Timeout(60)
class RetryStoreTest {
  private final AtomicInteger failures = new AtomicInteger(); // still to come
  private final NotingStore store = new NotingStore();

  private final class Worker extends Agent {
    private final ValueLane<Integer> value =
        new ValueLane<Integer>(this, "value", 0).codec(Codecs.INTEGER);
    private final CommandLane<Integer> work = new CommandLane<>(this, "work", Integer.class);

    Worker() {
      work.onCommand(v -> {
        checkpoint("a", () -> value.set(v));
        if (failures.getAndDecrement() > 0) {
          throw new IllegalStateException("on purpose");
        }
        checkpoint("b", () -> value.set(v + 1));
      });
    }
  }

  static Stream<FailurePolicy> policies() {
    return Stream.of(
        FailurePolicy.retry(2, Backoff.NONE),
        FailurePolicy.restart(9, Duration.ofDays(1), Backoff.NONE).keepingEvent(2));
  }

  /** F10: a step is marked once for all attempts, and its mark goes when the last has ended. */
  @ParameterizedTest
  @MethodSource("policies")
  void marks_lastOverTheAttempts_andGoWithTheLast(FailurePolicy policy) {
    failures.set(2);
    handle(policy, 1);
    assertThat(store.batches())
        .containsExactly(
            "ValueSet value, StepsForgotten, StepDone a",
            "ValueSet value, StepDone b",
            "StepsForgotten");
    assertThat(store.steps("/worker")).isEmpty();
  }

  /** F10: where the last attempt fails too they go as well, once. */
  @ParameterizedTest
  @MethodSource("policies")
  void marks_goWithAnEventThatIsGivenUp(FailurePolicy policy) {
    failures.set(3);
    handle(policy, 1);
    assertThat(store.batches())
        .containsExactly("ValueSet value, StepsForgotten, StepDone a", "StepsForgotten");
    assertThat(store.steps("/worker")).isEmpty();
  }

  /** F11, F1: a store that fails is a failure like any other, and its step is run again. */
  @ParameterizedTest
  @MethodSource("policies")
  void step_thatTheStoreRefused_isRunAgain(FailurePolicy policy) {
    store.failNext();
    handle(policy, 1);
    assertThat(store.batches())
        .isEqualTo(
            List.of(
                "ValueSet value, StepsForgotten, StepDone a",
                "ValueSet value, StepDone b",
                "StepsForgotten"));
  }

  private void handle(FailurePolicy policy, int value) {
    try (Plane plane =
        Plane.builder()
            .route("/worker", Worker::new, o -> o.withStore(store).withFailurePolicy(policy))
            .start()) {
      plane.agent("/worker").commandAcknowledged("work", value).join();
    }
  }
}
