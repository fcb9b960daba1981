package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law S3: what an agent does at its time. */
@Timeout(60)
class ScheduleLawsTest {
  private final TestClock clock = new TestClock();

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> p.b.on(v -> p.c.set(v))),
                  o -> o.withFailurePolicy(FailurePolicy.resume())));

  private void pass(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    stage.quiet();
  }

  private void note(Probe p, String what) {
    stage.note(p.now().getEpochSecond() + " " + what);
  }

  private static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** S3. */
  @Test
  void after_runsItsStepOnce_whenTheDelayIsOver() {
    stage.run(p ->
        p.after(
            s(5),
            () -> {
              p.b.set(3);
              note(p, "c=" + p.c.get());
            }));
    pass(4);
    assertThat(stage.trace).isEmpty();
    pass(1);
    pass(100);
    assertThat(stage.trace).containsExactly("5 c=3");
  }

  /** S3, K2: at an instant; a past one is now. */
  @Test
  void at_runsItsStepAtTheInstant_andForThePastAtOnce() {
    pass(10);
    stage.run(p -> {
      p.at(Instant.ofEpochSecond(12), () -> note(p, "at 12"));
      p.at(Instant.ofEpochSecond(3), () -> note(p, "at 3"));
      note(p, "goes on");
    });
    stage.quiet();
    pass(2);
    assertThat(stage.trace).containsExactly("10 goes on", "10 at 3", "12 at 12");
  }

  /** S3, K3: the grid stays where it is. */
  @Test
  void every_runsItsStepAtTheEndOfEachInterval_untilItIsCancelled() {
    AtomicReference<Scheduled> handle = new AtomicReference<>();
    stage.run(p -> handle.set(p.every(s(10), () -> note(p, "tick"))));
    pass(10);
    pass(10);
    pass(9);
    assertThat(handle.get().cancel()).isTrue();
    assertThat(handle.get().cancel()).isFalse();
    pass(100);
    assertThat(stage.trace).containsExactly("10 tick", "20 tick");
  }

  /** K3: a tick that comes late does not move those after it. */
  @Test
  void every_whoseHandlerIsLate_staysOnItsGrid() {
    stage.run(p ->
        p.every(
            s(10),
            () -> {
              p.clock().sleepUntil(Instant.ofEpochSecond(25));
              note(p, "tick");
            }));
    pass(30);
    assertThat(stage.trace).containsExactly("25 tick", "25 tick", "30 tick");
  }

  /** S3: a step's delay starts when the step before it has ended, with its cascade. */
  @Test
  void schedule_countsADelay_fromTheEndOfTheStepBefore() {
    stage.run(p ->
        p.schedule(
            Schedule.after(
                    s(1),
                    () -> {
                      p.clock().sleep(s(10));
                      note(p, "first");
                    })
                .then(s(5), () -> note(p, "second"))
                .then(s(0), () -> note(p, "third"))));
    pass(11);
    assertThat(stage.trace).containsExactly("11 first");
    pass(4);
    pass(1);
    assertThat(stage.trace).containsExactly("11 first", "16 second", "16 third");
  }

  /** S3: a cancelled handler never starts, also where its time has come already. */
  @Test
  void cancel_ofAStepThatWaitsInTheMailbox_keepsItFromStarting() {
    stage.run(p ->
        p.door.on(v -> {
          Scheduled handle = p.after(s(1), () -> note(p, "must not be"));
          p.clock().sleep(s(2)); // it is due meanwhile, and waits for this handler
          note(p, "cancelled " + handle.cancel());
        }));
    stage.probe("x").command("door", "go");
    pass(3);
    assertThat(stage.trace).containsExactly("2 cancelled true");
  }

  /** F2: a cascade that fails has neither scheduled nor cancelled. */
  @Test
  void cascadeThatFails_takesItsTimersBack_andItsCancellations() {
    AtomicReference<Scheduled> handle = new AtomicReference<>();
    stage.run(p -> handle.set(p.after(s(2), () -> note(p, "stays"))));
    assertThatThrownBy(() ->
            stage.run(p -> {
              handle.get().cancel();
              p.after(s(1), () -> note(p, "must not be"));
              p.every(s(1), () -> note(p, "must not be"));
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    assertThat(clock.pending()).isEqualTo(1);
    pass(2);
    assertThat(stage.trace).containsExactly("2 stays");
  }

  /** S3, F2: a roll-back takes back what the cascade has cancelled, not what others have. */
  @Test
  void cancel_fromOutside_outlivesTheRollBackOfTheAgents() {
    AtomicReference<Scheduled> handle = new AtomicReference<>();
    stage.run(p -> handle.set(p.after(s(2), () -> note(p, "must not be"))));
    assertThatThrownBy(() ->
            stage.run(p -> {
              assertThat(handle.get().cancel()).isTrue();
              Thread other = Thread.ofPlatform().start(() -> handle.get().cancel());
              other.join();
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    pass(2);
    assertThat(stage.trace).isEmpty();
  }

  /** L2, S2: timers die with the agent. */
  @Test
  void agentThatEnds_takesItsTimersAlong() {
    stage.run(p -> {
      p.after(s(1), () -> note(p, "must not be"));
      p.every(s(1), () -> note(p, "must not be"));
      p.end();
    });
    stage.quiet();
    assertThat(clock.pending()).isZero();
    pass(5);
    assertThat(stage.trace).isEmpty();
    assertThat(stage.plane.agents()).isZero(); // and nothing has made it anew
  }

  /** F1, F3: a step that fails is a failure; the schedule of an agent that resumes goes on. */
  @Test
  void stepThatFails_isRolledBack_andTheNextOneComes() {
    stage.run(p ->
        p.every(
            s(1),
            () -> {
              p.a.set(p.a.get() + 1);
              note(p, "a=" + p.a.get());
              if (p.now().getEpochSecond() == 2) {
                throw new IllegalStateException("on purpose");
              }
            }));
    pass(1);
    pass(1);
    pass(1);
    assertThat(stage.trace).containsExactly("1 a=1", "2 a=2", "3 a=2");
  }

  /** S3, K3: there is no point of the grid past the end of time, and so no step. */
  @Test
  void every_whoseNextStepIsPastTheEndOfTime_isOver() {
    AtomicReference<Scheduled> timer = new AtomicReference<>();
    stage.run(p ->
        timer.set(
            p.every(
                Duration.ofDays(200 * 365),
                () -> {
                  note(p, "step");
                  if (stage.trace.size() > 3) {
                    timer.get().cancel(); // or this would never end
                  }
                })));
    clock.advanceTo(Long.MAX_VALUE);
    stage.quiet();
    assertThat(stage.trace).containsExactly("6307200000 step");
    assertThat(timer.get().cancel()).isFalse();
  }

  /** S3, K3: the last point of the grid is the end of time itself. */
  @Test
  void every_withAStepAtTheEndOfTime_runsItOnce() {
    stage.run(p -> p.every(Duration.ofNanos(Long.MAX_VALUE), () -> note(p, "step")));
    clock.advanceTo(Long.MAX_VALUE);
    stage.quiet();
    assertThat(stage.trace).containsExactly("9223372036 step");
  }

  /** F2: a cancellation that is taken back can be made again. */
  @Test
  void cancel_takenBackWithItsCascade_canBeMadeAgain() {
    AtomicReference<Scheduled> timer = new AtomicReference<>();
    stage.run(p -> timer.set(p.after(s(5), () -> note(p, "must not be"))));
    assertThatThrownBy(() ->
            stage.run(p -> {
              timer.get().cancel();
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    stage.run(p -> note(p, "cancelled " + timer.get().cancel()));
    pass(10);
    assertThat(stage.trace).containsExactly("0 cancelled true");
  }

  /** Bad input. */
  @Test
  void delaysAndIntervals_thatMakeNoSense_areRefused() {
    stage.run(p -> {
      assertThatThrownBy(() -> p.after(s(-1), () -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[PL-S3.2] the delay is PT-1S; it must be 0 or more");
      assertThatThrownBy(() -> p.every(Duration.ZERO, () -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[PL-S3.3] the interval is PT0S; it must be positive");
      assertThatThrownBy(() -> p.every(s(9_223_372_037L), () -> {}))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "[PL-S3.4] the interval of every(...) in /probe/x is PT2562047H47M17S, and its first step past the end of time, 9223372036854775807 ns; it must be shorter");
    });
    AtomicReference<Probe> probe = new AtomicReference<>();
    stage.run(probe::set);
    assertThatThrownBy(() -> probe.get().after(s(1), () -> {}))
        .isInstanceOf(LaneAccessException.class)
        .hasMessageContaining("schedule(...) in /probe/x: touched from thread");
  }

  /** F1, F2: a handler that goes on after its cascade has failed cancels nothing any more. */
  @Test
  void cancel_afterTheCascadeHasFailed_isTheFailureAgain_andTakesNothingAway() {
    AtomicReference<Scheduled> timer = new AtomicReference<>();
    AtomicReference<Suspension> work = new AtomicReference<>();
    CountDownLatch go = new CountDownLatch(1);
    List<Class<?>> caught = new CopyOnWriteArrayList<>();
    stage.run(p -> {
      timer.set(p.after(s(1), () -> note(p, "timer")));
      work.set(
          p.suspend(
              () -> {
                go.await();
                return 1;
              },
              v -> note(p, "work")));
      p.b.on(v -> {
        throw new IllegalStateException("on purpose");
      });
      p.a.on(v -> {
        for (Step step : List.<Step>of(() -> p.b.set(1), timer.get()::cancel, work.get()::cancel)) {
          try {
            step.run();
          } catch (CascadeAbortedException e) {
            caught.add(e.getClass());
          }
        }
      });
    });
    stage.probe("x").command("a", 1);
    stage.quiet();
    assertThat(caught).hasSize(3);
    pass(1);
    assertThat(stage.trace).containsExactly("1 timer");
    go.countDown();
    while (stage.trace.size() < 2) {
      stage.quiet();
      Thread.onSpinWait();
    }
    assertThat(stage.trace).containsExactly("1 timer", "1 work");
  }

  /** O2: an ask that is not answered in time. */
  @Test
  void ask_withATimeout_failsWhenItIsOver_andIsNotRun() throws Exception {
    stage.run(p -> p.door.on(v -> p.clock().sleep(s(9))));
    stage.probe("x").command("door", "sleep");
    stage.quiet();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    CountDownLatch asked = new CountDownLatch(1);
    Thread asker =
        Thread.ofPlatform()
            .start(() -> {
              try {
                stage.probe("x").ask(Probe.class, p -> 1, s(3));
              } catch (Throwable t) {
                failure.set(t);
              }
              asked.countDown();
            });
    while (clock.pending() == 1) {
      Thread.onSpinWait();
    }
    clock.advance(s(3));
    asked.await();
    asker.join();
    pass(6);
    assertThat(failure.get())
        .isInstanceOf(AskTimeoutException.class)
        .hasMessageStartingWith("[PL-O2.2] /probe/x has not answered within PT3S");
    int answered = stage.probe("x").ask(Probe.class, p -> 2, s(3));
    assertThat(answered).isEqualTo(2);
    assertThat(clock.pending()).isZero();
  }
}
