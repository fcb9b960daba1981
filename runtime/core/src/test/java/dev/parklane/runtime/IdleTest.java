package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws L2, L4: idle agents leave and come back. */
@Timeout(60)
class IdleTest {
  private final TestClock clock = new TestClock();

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(this::prepare),
                  o -> o.withIdleAfter(Duration.ofSeconds(10)))
              .route("/staying/:name", () -> new Probe(p -> {})));

  private void prepare(Probe p) {
    p.start = () -> stage().note(p.now().getEpochSecond() + " start");
    p.stop =
        () -> {
          p.a.set(1);
          p.other("/staying/y").command("a", 8);
          stage().note(p.now().getEpochSecond() + " stop");
        };
  }

  private Stage stage() {
    return stage;
  }

  private void pass(long seconds) {
    stage.quiet();
    clock.advance(Duration.ofSeconds(seconds));
    stage.quiet();
  }

  private boolean isThere() {
    return stage.plane.agents("/probe/:name").contains("/probe/x");
  }

  /** L2. */
  @Test
  void idleAgent_leavesAfterItsTime_withOnStop_andComesBackWithTheNextMessage() throws Exception {
    stage.run(p -> {});
    pass(9);
    assertThat(isThere()).isTrue();
    pass(1);
    assertThat(isThere()).isFalse();
    pass(5);
    stage.run(p -> {});
    assertThat(stage.trace).containsExactly("0 start", "10 stop", "15 start");
    int sent = stage.plane.agent("/staying/y").ask(Probe.class, p -> p.a.get());
    assertThat(sent).isEqualTo(8); // what onStop has sent
  }

  /** L2: each root event begins the time anew. */
  @Test
  void agentAtWork_stays() {
    for (int i = 0; i < 5; i++) {
      stage.run(p -> {});
      pass(7);
    }
    assertThat(isThere()).isTrue();
    pass(3);
    assertThat(isThere()).isFalse();
    assertThat(stage.trace).containsExactly("0 start", "38 stop");
  }

  /** L4: an agent in the middle of a handler is not idle, however long that takes. */
  @Test
  void agentInAHandler_whenItsTimeIsOver_stays() {
    stage.run(p -> p.door.on(v -> p.clock().sleep(Duration.ofSeconds(5))));
    pass(9);
    stage.probe("x").command("door", "sleep");
    pass(5);
    assertThat(isThere()).isTrue();
    pass(9);
    assertThat(isThere()).isTrue();
    pass(1);
    assertThat(stage.trace).containsExactly("0 start", "24 stop");
  }

  /** L4. */
  @Test
  void agentWithATimer_isNotIdle() {
    stage.run(p -> p.after(Duration.ofSeconds(25), () -> stage.note("timer")));
    pass(10);
    pass(10);
    assertThat(isThere()).isTrue();
    pass(5);
    assertThat(stage.trace).containsExactly("0 start", "timer");
    pass(10);
    assertThat(isThere()).isFalse();
  }

  /** L4. */
  @Test
  void agentWithSuspendedWork_isNotIdle() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch back = new CountDownLatch(1);
    stage.run(p ->
        p.suspend(
            () -> {
              go.await();
              return 1;
            },
            v -> back.countDown()));
    pass(10);
    pass(10);
    assertThat(isThere()).isTrue();
    go.countDown();
    back.await();
    stage.plane.awaitQuiet();
    pass(10);
    assertThat(isThere()).isFalse();
  }

  /** L4: what waits for an acknowledgement is not idle. */
  @Test
  void agentThatWaitsForAnAcknowledgement_isNotIdle() throws Exception {
    AgentRef other = stage.plane.agent("/staying/slow");
    other.ask(
        Probe.class,
        p -> {
          p.door.on(v -> p.clock().sleep(Duration.ofSeconds(20)));
          return 0;
        });
    stage.run(p -> p.other("/staying/slow").command("door", "sleep", ack -> stage.note("told")));
    pass(10);
    pass(9);
    assertThat(isThere()).isTrue();
    pass(1);
    assertThat(stage.trace).containsExactly("0 start", "told");
    pass(10);
    assertThat(isThere()).isFalse();
  }

  /** L4: unless it is set, agents stay. */
  @Test
  void agentsWithoutTheOption_stay() {
    stage.run(p -> {});
    pass(1);
    try {
      stage.plane.agent("/staying/z").ask(Probe.class, p -> 0);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    pass(1_000_000);
    assertThat(stage.plane.agents("/staying/:name")).contains("/staying/z");
  }

  @Test
  void idleAfter_thatIsNotPositive_isRefused() {
    assertThatThrownBy(() -> AgentOptions.DEFAULT.withIdleAfter(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-L4] idleAfter is PT0S; it must be positive");
  }
}
