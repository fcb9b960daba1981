package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Law F3: a restart that keeps the event on which the agent has failed. */
@Timeout(60)
class KeptEventTest extends RetryFixture {
  /** F3: a restart that keeps the event has the fresh instance handle it first. */
  @Test
  void restartThatKeeps_hasTheFreshInstanceHandleTheEventFirst() {
    failures.set(1);
    FailurePolicy policy =
        FailurePolicy.restart(5, Duration.ofSeconds(100), SECONDS).keepingEvent(2);
    try (Stage stage = stage(policy)) {
      send(stage, "b", 1);
      send(stage, "a", 2);
      pass(stage, 1);
      assertThat(stage.trace)
          .containsExactly(
              "0 b1 of 1 with a=0", "0 a1", "last word of 1", "1 b1 of 2 with a=0", "1 a1", "1 a2");
    }
  }

  /** F3, F4: one that fails on as many fresh instances is dropped, and its sender is told. */
  @Test
  void restartThatKeeps_dropsAnEventThatFailsTooOften() {
    failures.set(9);
    FailurePolicy policy =
        FailurePolicy.restart(5, Duration.ofSeconds(100), SECONDS).keepingEvent(1);
    try (Stage stage = stage(policy)) {
      CompletableFuture<Acknowledgement> told = stage.probe("x").commandAcknowledged("b", 1);
      stage.quiet();
      assertThat(told).isNotDone();
      pass(stage, 1);
      pass(stage, 2);
      assertThat(stage.trace).noneMatch(line -> line.contains(" of 3 "));
      assertThat(told.join().toString()).contains("on purpose");
      failures.set(0);
      send(stage, "a", 3);
      assertThat(stage.trace)
          .containsExactly(
              "0 b1 of 1 with a=0",
              "0 a1",
              "last word of 1",
              "1 b1 of 2 with a=0",
              "1 a1",
              "last word of 2",
              "3 a3");
    }
  }

  /** F3, L5: neither way of closing loses a kept event in silence. */
  @ParameterizedTest
  @EnumSource
  void keptEvent_isHandledOrADeadLetter_whenThePlaneCloses(Closing closing) {
    failures.set(1);
    Stage stage = stage(FailurePolicy.restart(5, Duration.ofSeconds(100), SECONDS).keepingEvent(1));
    send(stage, "b", 1);
    stage.plane.close(closing);
    boolean isHandled = stage.trace.contains("0 b1 of 2 with a=0");
    assertThat(isHandled).isEqualTo(closing == Closing.DRAIN);
    assertThat(stage.deadLetters).hasSize(isHandled ? 0 : 1);
  }
}
