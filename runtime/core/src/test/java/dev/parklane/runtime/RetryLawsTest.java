package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.trace.TraceRecorder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law F11: the root event that failed is handled again, before the policy behind it decides. */
@Timeout(60)
class RetryLawsTest extends RetryFixture {
  /** F11: by the same instance, after the roll-back and the back-off, with the same message. */
  @Test
  void eventThatFails_isHandledAgain_afterEachBackoff() {
    failures.set(2);
    try (Stage stage = stage(FailurePolicy.retry(3, SECONDS))) {
      send(stage, "b", 7);
      assertThat(stage.trace).containsExactly("0 b7 of 1 with a=0", "0 a7");
      pass(stage, 1);
      pass(stage, 1);
      assertThat(stage.trace).hasSize(4).contains("1 b7 of 1 with a=0");
      pass(stage, 1);
      assertThat(stage.trace).endsWith("1 a7", "3 b7 of 1 with a=0", "3 a7");
      assertThat(stage.<Integer>ask(p -> p.a.get())).isEqualTo(7);
      assertThat(stage.deadLetters).isEmpty();
    }
  }

  /** F11: later events wait, in order. */
  @Test
  void laterEvents_waitInOrder() {
    failures.set(1);
    try (Stage stage = stage(FailurePolicy.retry(1, SECONDS))) {
      send(stage, "b", 1);
      send(stage, "a", 2);
      send(stage, "a", 3);
      assertThat(stage.trace).containsExactly("0 b1 of 1 with a=0", "0 a1");
      pass(stage, 1);
      assertThat(stage.trace).endsWith("1 b1 of 1 with a=0", "1 a1", "1 a2", "1 a3").hasSize(6);
    }
  }

  /** F11, F3: when the attempts are used up the policy behind decides. */
  @ParameterizedTest
  @ValueSource(strings = {"stop", "resume", "restart"})
  void attemptsUsedUp_thePolicyBehindDecides(String behind) {
    failures.set(3);
    FailurePolicy.Verdict verdict =
        switch (behind) {
          case "stop" -> FailurePolicy.stop();
          case "resume" -> FailurePolicy.resume();
          default -> FailurePolicy.restart(1, Duration.ofSeconds(100), Backoff.NONE);
        };
    try (Stage stage = stage(FailurePolicy.retry(2, Backoff.NONE).then(verdict))) {
      send(stage, "b", 1);
      pass(stage, 0);
      assertThat(stage.trace.stream().filter(t -> t.contains("b1"))).hasSize(3);
      assertThat(stage.trace.contains("last word of 1")).isEqualTo(!behind.equals("resume"));
      assertThat(stage.plane.agents()).isEqualTo(behind.equals("stop") ? 0 : 1);
      send(stage, "b", 2);
      String by = behind.equals("resume") ? "0 b2 of 1 with a=0" : "0 b2 of 2 with a=0";
      assertThat(stage.trace).contains(by);
    }
  }

  /** F11, F4: whoever asks waits through the attempts, and gets what came of the last. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void asker_waitsThroughTheAttempts(int failing) {
    try (Stage stage = stage(FailurePolicy.retry(1, SECONDS).then(FailurePolicy.resume()))) {
      AtomicInteger runs = new AtomicInteger();
      CompletableFuture<Integer> answer =
          CompletableFuture.supplyAsync(() ->
              stage.ask(p -> {
                int run = runs.incrementAndGet();
                if (run <= failing) {
                  throw new IllegalStateException("run " + run);
                }
                return run;
              }));
      while (runs.get() == 0) {
        Thread.onSpinWait();
      }
      stage.quiet();
      assertThat(answer).isNotDone();
      pass(stage, 1);
      if (failing == 1) {
        assertThat(answer.join()).isEqualTo(2);
      } else {
        assertThatThrownBy(answer::join).hasMessageContaining("run 2");
      }
    }
  }

  /** F11: the agent is held, but the time-out of an asker runs. */
  @Test
  void timeOutOfAnAsker_runsMeanwhile() {
    failures.set(1);
    try (Stage stage = stage(FailurePolicy.retry(1, Backoff.constant(Duration.ofSeconds(60))))) {
      send(stage, "b", 1);
      CompletableFuture<String> told = new CompletableFuture<>();
      stage.run(
          "y",
          p ->
              p.door.on(v -> {
                try {
                  p.other("/probe/x").ask(Probe.class, x -> 1, Duration.ofSeconds(5));
                } catch (AskTimeoutException e) {
                  told.complete("too late at " + now(p));
                }
              }));
      stage.probe("y").command("door", "knock");
      stage.quiet();
      pass(stage, 5);
      assertThat(told.join()).isEqualTo("too late at 5");
    }
  }

  /** F11: trips of guards and errors are not handled again. */
  @Test
  void guardsAndErrors_areNotHandledAgain() {
    try (Stage stage = stage(FailurePolicy.retry(5, Backoff.NONE).then(FailurePolicy.resume()))) {
      AtomicInteger runs = new AtomicInteger();
      stage.run(p -> {
        p.c.on(v -> {
          if (v == 0) {
            runs.incrementAndGet();
            throw new AssertionError("on purpose");
          }
          if (v == 1) {
            runs.incrementAndGet();
          }
          p.c.set(v + 1);
        });
      });
      send(stage, "c", 0);
      assertThat(runs).hasValue(1);
      send(stage, "c", 1);
      assertThat(runs).hasValue(2);
    }
  }

  /** F11: the constructor, onStart and onStop are not run again. */
  @Test
  void startAndStop_areNotRunAgain() {
    AtomicInteger starts = new AtomicInteger();
    AtomicInteger stops = new AtomicInteger();
    try (Stage stage =
        Stage.of(
            p -> {
              p.start =
                  () -> {
                    if (starts.incrementAndGet() == 1) {
                      throw new IllegalStateException("no start");
                    }
                  };
              p.stop =
                  () -> {
                    stops.incrementAndGet();
                    throw new IllegalStateException("no stop");
                  };
            },
            o -> o.withFailurePolicy(FailurePolicy.retry(5, Backoff.NONE)))) {
      send(stage, "a", 1);
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NOT_STARTED);
      stage.run(p -> p.end());
      stage.quiet();
      assertThat(stops).hasValue(1);
    }
  }

  /** F11, S3: a step that is due is handled again too, and its grid does not move. */
  @Test
  void timerThatFails_isHandledAgain_andGoesOn() {
    try (Stage stage = stage(FailurePolicy.retry(1, SECONDS))) {
      AtomicInteger runs = new AtomicInteger();
      stage.run(p ->
          p.repeat(
              Duration.ofSeconds(10),
              () -> {
                stage.note("tick at " + now(p));
                if (runs.incrementAndGet() == 1) {
                  throw new IllegalStateException("on purpose");
                }
              }));
      pass(stage, 30);
      assertThat(stage.trace)
          .containsExactly("tick at 10", "tick at 11", "tick at 20", "tick at 30");
    }
  }

  /** F11, L5: closing waits for no back-off; what is left of the attempts is made at once. */
  @Test
  void closing_makesTheAttemptsThatAreLeft_atOnce() {
    failures.set(2);
    Stage stage = stage(FailurePolicy.retry(3, SECONDS));
    send(stage, "b", 1);
    stage.close();
    assertThat(stage.trace)
        .containsExactly(
            "0 b1 of 1 with a=0",
            "0 a1",
            "0 b1 of 1 with a=0",
            "0 a1",
            "0 b1 of 1 with a=0",
            "0 a1",
            "stop 1");
  }

  /** F11, L5, F4: where what is queued is dropped the event has failed, and its sender is told. */
  @Test
  void droppingClose_tellsTheSenderTheFailure() {
    failures.set(9);
    Stage stage = stage(FailurePolicy.retry(3, SECONDS));
    CompletableFuture<Acknowledgement> told = stage.probe("x").commandAcknowledged("b", 1);
    stage.quiet();
    stage.plane.close(Closing.DROP);
    assertThat(told.join().toString()).contains("on purpose");
    assertThat(stage.trace).containsExactly("0 b1 of 1 with a=0", "0 a1", "last word of 1");
  }

  /** F11, F10: named steps that are done are skipped by who is handled again. */
  @Test
  void namedSteps_thatAreDone_areSkipped() {
    try (Stage stage = stage(FailurePolicy.retry(2, SECONDS))) {
      AtomicInteger runs = new AtomicInteger();
      stage.run(p ->
          p.door.on(v -> {
            p.checkpoint("charge", () -> stage.note("charge"));
            if (runs.incrementAndGet() < 3) {
              throw new IllegalStateException("on purpose");
            }
            p.checkpoint("ship", () -> stage.note("ship"));
          }));
      stage.probe("x").command("door", "order");
      stage.quiet();
      pass(stage, 3);
      stage.probe("x").command("door", "another");
      stage.quiet();
      assertThat(stage.trace).containsExactly("charge", "ship", "charge", "ship");
    }
  }

  /** F11, F10: a stop that stands at a checkpoint is kept over the attempts. */
  @Test
  void stopThatStands_isKept() {
    try (Stage stage = stage(FailurePolicy.retry(1, SECONDS))) {
      AtomicInteger runs = new AtomicInteger();
      stage.run(p ->
          p.door.on(v -> {
            p.checkpoint("end", p::end);
            if (runs.incrementAndGet() == 1) {
              throw new IllegalStateException("on purpose");
            }
            stage.note("done");
          }));
      stage.probe("x").command("door", "order");
      stage.quiet();
      pass(stage, 1);
      assertThat(stage.trace).containsExactly("done", "stop 1");
    }
  }

  /** F11, R1: each attempt is a cascade of its own in the trace. */
  @Test
  void attempts_areCascadesOfTheTrace() {
    failures.set(1);
    try (Stage stage = stage(FailurePolicy.retry(1, SECONDS))) {
      TraceRecorder recorder = TraceRecorder.ofAll();
      stage.plane.trace(recorder);
      send(stage, "b", 1);
      pass(stage, 1);
      assertThat(recorder.recorded().cascades())
          .extracting(c -> c.rootEvent() + " " + c.hasSucceeded())
          .endsWith("b.onCommand false", "b.onCommand, retry 1 true");
    }
  }

  /** F11, F3: values that make no sense are refused by name. */
  @Test
  void policies_refuseWhatMakesNoSense() {
    assertThatThrownBy(() -> FailurePolicy.retry(0)).hasMessageContaining("most is 0");
    assertThatThrownBy(() -> FailurePolicy.restart(1, Duration.ofSeconds(1)).keepingEvent(0))
        .hasMessageContaining("keepingEvent(0)");
    assertThatThrownBy(() -> new FailurePolicy.Restart(1, Duration.ofSeconds(1), Backoff.NONE, -1))
        .hasMessageContaining("keepsEvent is -1");
  }
}
