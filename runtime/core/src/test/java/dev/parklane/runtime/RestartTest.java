package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F3: restart, with back-off, up to a number within a window. */
@Timeout(60)
class RestartTest {
  private final TestClock clock = new TestClock();
  private final AtomicInteger made = new AtomicInteger();
  private final AtomicInteger failingStarts = new AtomicInteger();

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(this::prepare),
                  o ->
                      o.withFailurePolicy(
                          FailurePolicy.restart(
                              2,
                              Duration.ofSeconds(100),
                              new Backoff(Duration.ofSeconds(1), 3, Duration.ofSeconds(60))))));

  private void prepare(Probe p) {
    int number = made.incrementAndGet();
    p.start =
        () -> {
          if (failingStarts.getAndDecrement() > 0) {
            throw new IllegalStateException("no start");
          }
          stage().note(now(p) + " start " + number);
        };
    p.stop = () -> stage().note(now(p) + " stop " + number);
    p.failure = cause -> stage().note(now(p) + " last word of " + number);
    p.a.on(v -> stage().note(now(p) + " a" + v));
    p.b.on(v -> {
      throw new IllegalStateException("on purpose");
    });
  }

  private Stage stage() {
    return stage;
  }

  private static long now(Probe p) {
    return p.now().getEpochSecond();
  }

  private void pass(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
    stage.quiet();
  }

  private void fail() {
    stage.probe("x").command("b", 0);
    stage.quiet();
  }

  /** F3: after its back-off a fresh instance is there, whether a message waits or not. */
  @Test
  void agentThatFails_isMadeAnew_afterItsBackoff() {
    stage.run(p -> {});
    fail();
    assertThat(stage.trace).containsExactly("0 start 1", "0 last word of 1");
    pass(1);
    assertThat(stage.trace).containsExactly("0 start 1", "0 last word of 1", "1 start 2");
    fail();
    pass(2);
    assertThat(stage.trace).last().isEqualTo("1 last word of 2");
    pass(1);
    assertThat(stage.trace).last().isEqualTo("4 start 3");
  }

  /** F3: messages wait meanwhile, and are lost neither to the failure nor to the back-off. */
  @Test
  void messages_waitForTheRestart() {
    stage.run(p -> {});
    fail();
    stage.probe("x").command("a", 1);
    stage.probe("x").command("a", 2);
    stage.quiet();
    assertThat(stage.trace).containsExactly("0 start 1", "0 last word of 1");
    pass(1);
    assertThat(stage.trace)
        .containsExactly("0 start 1", "0 last word of 1", "1 start 2", "1 a1", "1 a2");
  }

  /** F3: too often within the window it ends, and a later message starts a fresh instance. */
  @Test
  void agentThatFailsTooOften_ends_andALaterMessageStartsAFreshOne() {
    stage.run(p -> {});
    fail();
    pass(1);
    fail();
    pass(3);
    fail();
    assertThat(stage.plane.agents()).isZero();
    pass(60);
    assertThat(stage.trace).last().isEqualTo("4 last word of 3");
    stage.run(p -> {});
    assertThat(stage.trace).last().isEqualTo("64 start 4");
  }

  /** F3: restarts that are out of the window do not count. */
  @Test
  void restarts_beforeTheWindow_areForgotten() {
    stage.run(p -> {});
    for (int i = 0; i < 5; i++) {
      fail();
      pass(1);
      pass(99);
    }
    assertThat(stage.trace).last().isEqualTo("401 start 6");
  }

  /** F3, L1: a start that fails is a failure too, and the message that it was for waits. */
  @Test
  void startThatFails_isTriedAgain_andItsMessageIsHandled() {
    failingStarts.set(2);
    stage.probe("x").command("a", 7);
    stage.quiet();
    pass(1);
    assertThat(stage.trace).containsExactly("0 last word of 1", "1 last word of 2");
    pass(3);
    assertThat(stage.trace)
        .containsExactly("0 last word of 1", "1 last word of 2", "4 start 3", "4 a7");
    assertThat(stage.deadLetters).isEmpty();
  }

  /** F3, O4: when it is given up, the message is a dead letter. */
  @Test
  void startThatFailsTooOften_makesItsMessageADeadLetter() {
    failingStarts.set(10);
    stage.probe("x").command("a", 7);
    stage.quiet();
    pass(1);
    pass(3);
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason, DeadLetter::value)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(DeadLetter.Reason.NOT_STARTED, 7));
  }

  /** L5: a plane that closes waits for no back-off, and loses nothing. */
  @Test
  void closing_endsTheBackoff_andHandlesWhatWaits() {
    stage.run(p -> {});
    fail();
    stage.probe("x").command("a", 1);
    stage.quiet();
    stage.close();
    assertThat(stage.trace)
        .containsExactly("0 start 1", "0 last word of 1", "0 start 2", "0 a1", "0 stop 2");
    assertThat(stage.deadLetters).isEmpty();
  }

  /** F4: who asks gets the failure at once. */
  @Test
  void ask_thatFails_getsItsFailure() {
    assertThatThrownBy(() ->
            stage.run(p -> {
              throw new IllegalStateException("asked for");
            }))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage("asked for");
  }
}
