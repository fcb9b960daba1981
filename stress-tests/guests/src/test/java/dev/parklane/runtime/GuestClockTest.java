package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws H2, K and S3: the clock of an agent in its guest, whose functions time calls. */
@Timeout(60)
class GuestClockTest {
  private static final String PYTHON = "python";
  private static final String JAVASCRIPT = "js";

  /** K2, K3, K12: alerts and timers by name, with times in the language's own types. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void alertsAndTimers_callFunctionsAtTheirTimes(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("timers");
      assertThat(stage.notes).containsExactly(List.of("alarm", "beat", "soon"), 5_000);
      stage.notes.clear();
      stage.advance(20_000);
      assertThat(stage.notes)
          .containsExactly(
              "beat at 4000", "soon at 5000", "beat at 8000", "alarm at 10000", "beat at 12000");
    }
  }

  /** S3: a delay calls a function with nothing; its handle cancels it. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void delays_callFunctionsWithNothing_unlessCancelled(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("after");
      stage.advance(10);
      stage.call("every");
      stage.advance(2_500);
      stage.call("cancel");
      stage.call("after");
      stage.call("cancel");
      stage.advance(5_000);
      assertThat(stage.notes).containsExactly("tick at 10", "tick at 1010", "tick at 2010");
    }
  }

  /** K10: a cancelled alert does not fire. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void cancelledAlert_doesNotFire(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("timers");
      stage.call("cancel_alarm");
      stage.advance(20_000);
      assertThat(stage.notes)
          .contains(true, false, "soon at 5000")
          .doesNotContain("alarm at 10000");
    }
  }

  /** K6: what is set without a function gets the callback of its name, or the default one. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void callbacks_areForWhatIsSetWithoutAFunction(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("callbacks");
      stage.advance(20);
      assertThat(stage.notes).containsExactly("a at 10", "default a2", "default b");
    }
  }

  /** S3, H2: a guest that sleeps holds its agent, and no other. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void sleep_holdsTheAgentUntilItsTime(String language) throws Exception {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("y", "after", 1);
      Thread sleeper = Thread.startVirtualThread(() -> stage.call("sleep"));
      while (!stage.notes.contains("sleeps")) {
        Thread.onSpinWait();
      }
      stage.advance(100);
      sleeper.join();
      assertThat(stage.notes).containsExactly("sleeps", "tick at 10", "woke at 100");
    }
  }

  /** L4, S2: what time would bring ends with its agent. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void timers_endWithTheirAgent(String language) {
    try (GuestStage stage = new GuestStage(language)) {
      stage.call("timers");
      stage.call("every");
      stage.call("stop");
      stage.notes.clear();
      stage.advance(20_000);
      assertThat(stage.notes).isEmpty();
    }
  }

  /** F11: a policy of retry calls the function again, which the failure has rolled back. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void failedFunction_isRetried(String language) {
    FailurePolicy retry = FailurePolicy.retry(2, Backoff.NONE);
    try (GuestStage stage = new GuestStage(language, o -> o.withFailurePolicy(retry))) {
      stage.call("after_flaky");
      stage.advance(10);
      assertThat(stage.notes).containsExactly("try 0", "try 1", "try 2");
      assertThat(stage.<Integer>ask("x", agent -> agent.size.get())).isEqualTo(1);
    }
  }
}
