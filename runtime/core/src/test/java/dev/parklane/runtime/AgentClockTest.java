package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimerSpec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K1 to K12 in agents: the clock of an agent, and E1, F2, L4 for what it sets. */
@Timeout(60)
class AgentClockTest {
  private final TestClock clock = new TestClock();

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> p.b.on(v -> p.c.set(v))),
                  o ->
                      o.withFailurePolicy(FailurePolicy.resume())
                          .withIdleAfter(Duration.ofSeconds(100))));

  private void pass(long seconds) {
    stage.quiet();
    clock.advance(Duration.ofSeconds(seconds));
    stage.quiet();
  }

  private static TimerSpec every(long seconds) {
    return TimerSpec.every(Duration.ofSeconds(seconds));
  }

  /** E1, K2, K3, K12: what fires is a root event, with the cascade that it sets off. */
  @Test
  void alertsAndTimers_areRootEventsOfTheirAgent() {
    stage.run(p -> {
      p.clock()
          .after(
              "once",
              Duration.ofSeconds(3),
              e -> {
                p.b.set(7);
                stage.note(e.name() + " at " + e.scheduled().getEpochSecond() + " c=" + p.c.get());
              });
      p.clock()
          .timer(
              "tick",
              every(2),
              e -> stage.note(e.name() + " at " + e.scheduled().getEpochSecond()));
    });
    for (int second = 0; second < 4; second++) {
      pass(1);
    }
    assertThat(stage.trace).containsExactly("tick at 2", "once at 3 c=7", "tick at 4");
  }

  /** Each agent has names of its own. */
  @Test
  void names_areThoseOfTheAgent() {
    stage.run("x", p -> p.clock().after("same", Duration.ofSeconds(1), e -> stage.note("x")));
    stage.run("y", p -> p.clock().after("same", Duration.ofSeconds(1), e -> stage.note("y")));
    stage.run("x", p -> assertThat(p.clock().names()).containsExactly("same"));
    pass(1);
    assertThat(stage.trace).containsExactlyInAnyOrder("x", "y");
  }

  /** F2: a cascade that fails has set, replaced and cancelled nothing. */
  @Test
  void cascadeThatFails_takesBackWhatItHasSetAndCancelled() {
    stage.run(p -> {
      p.clock().after("kept", Duration.ofSeconds(1), e -> stage.note("kept"));
      p.clock().after("replaced", Duration.ofSeconds(1), e -> stage.note("old"));
    });
    assertThatThrownBy(() ->
            stage.run(p -> {
              assertThat(p.clock().cancel("kept")).isTrue();
              p.clock().after("replaced", Duration.ofSeconds(1), e -> stage.note("new"));
              p.clock().timer("must not be", every(1), e -> stage.note("must not be"));
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class);
    pass(1);
    assertThat(stage.trace).containsExactly("kept", "old");
  }

  /**
   * F1, F3: a handler that fails is rolled back, and the timer of an agent that resumes goes on.
   */
  @Test
  void handlerThatFails_isRolledBack_andTheTimerGoesOn() {
    stage.run(p ->
        p.clock()
            .timer(
                "tick",
                every(1),
                e -> {
                  p.a.set(p.a.get() + 1);
                  stage.note("a=" + p.a.get());
                  if (e.scheduled().getEpochSecond() == 2) {
                    throw new IllegalStateException("on purpose");
                  }
                }));
    pass(1);
    pass(1);
    pass(1);
    assertThat(stage.trace).containsExactly("a=1", "a=2", "a=2");
  }

  /** K10: what the agent cancels in the handler before it does not start. */
  @Test
  void cancel_ofWhatIsDueAndWaitsInTheMailbox_keepsItFromStarting() {
    stage.run(p ->
        p.c.on(v -> {
          p.clock().after("late", Duration.ofSeconds(1), e -> stage.note("must not be"));
          p.clock().sleep(Duration.ofSeconds(2)); // it is due meanwhile, and waits for this handler
          stage.note("cancelled " + p.clock().cancel("late"));
        }));
    stage.probe("x").command("c", 1);
    pass(3);
    assertThat(stage.trace).containsExactly("cancelled true");
  }

  /** L4, S2: timers keep the agent, and die with it. */
  @Test
  void timers_keepTheirAgentFromBeingIdle_andDieWithIt() {
    stage.run(p -> p.clock().after("long", Duration.ofSeconds(350), e -> stage.note("fired")));
    pass(100);
    pass(100);
    assertThat(stage.plane.agents()).isEqualTo(1);
    stage.run(p -> {
      p.clock().timer("ends", every(1), e -> stage.note("must not be"));
      p.end();
    });
    stage.quiet();
    pass(500);
    assertThat(stage.trace).isEmpty();
    assertThat(stage.plane.agents()).isZero();
  }

  /** E8: the clock of an agent is set in its turn, and read by anybody. */
  @Test
  void clock_setFromElsewhere_isRefused_andCanBeRead() {
    AtomicReference<Probe> probe = new AtomicReference<>();
    stage.run(p -> {
      p.clock().after("later", Duration.ofSeconds(9), e -> {});
      probe.set(p);
    });
    assertThat(probe.get().clock().names()).containsExactly("later");
    assertThat(probe.get().clock().nanos()).isZero();
    assertThatThrownBy(() -> probe.get().clock().after("now", Duration.ZERO, e -> {}))
        .isInstanceOf(LaneAccessException.class)
        .hasMessageContaining("alert 'now' in /probe/x: touched from thread");
    assertThatThrownBy(() -> probe.get().clock().cancel("later"))
        .isInstanceOf(LaneAccessException.class);
  }
}
