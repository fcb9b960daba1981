package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law E13: waits on the thread that tells the time, and waits of one plane for another. */
@Timeout(60)
class WaitsForTimeTest {
  private static Stage stage(TimeSource clock) {
    return Stage.of(Plane.builder().clock(clock).route("/probe/:name", () -> new Probe(p -> {})));
  }

  private static Throwable askedBySleeper(Stage stage) {
    return catchThrowable(() ->
        stage.run(p -> {
          p.clock().sleep(Duration.ofSeconds(2)); // closing waits for it
        }));
  }

  /** E13. */
  @Test
  void ask_byAnAlertOfATestClock_ofAnAgentThatSleeps_saysThatItWouldWaitForItself() {
    TestClock clock = new TestClock();
    Throwable[] thrown = new Throwable[1];
    try (Stage stage = stage(clock)) {
      clock.alert("now", 1, e -> thrown[0] = askedBySleeper(stage));
      clock.advanceTo(1);
    }
    assertThat(thrown[0])
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("/probe/x would be waited for without end");
  }

  /** E13. */
  @Test
  void ask_byAnAlertOfALiveClock_ofAnAgentThatSleeps_saysThatItWouldWaitForItself()
      throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    try (LiveClock clock = new LiveClock();
        Stage stage = stage(clock)) {
      clock.alert("now", clock.nanos(), e -> thrown.complete(askedBySleeper(stage)));
      assertThat(thrown.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("/probe/x would be waited for without end");
    }
  }

  /** E13: its time-out comes although the thread that tells the time is the one that waits. */
  @Test
  void ask_byAnAlertOfALiveClock_ofAnAgentThatDoesNotAnswer_timesOut() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CountDownLatch release = new CountDownLatch(1);
    try (LiveClock clock = new LiveClock();
        Stage stage = stage(clock)) {
      clock.alert(
          "now",
          clock.nanos(),
          e ->
              thrown.complete(
                  catchThrowable(() ->
                      stage
                          .probe("x")
                          .ask(
                              Probe.class,
                              p -> {
                                release.await();
                                return 1;
                              },
                              Duration.ofMillis(50)))));
      assertThat(thrown.get()).isInstanceOf(AskTimeoutException.class);
      release.countDown();
    }
  }

  /**
   * E13, L5: an agent that asks one of another plane is waited for, and nothing spins meanwhile.
   */
  @Test
  void close_whileAnAgentAsksOneOfAnotherPlane_waits() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (LiveClock clock = new LiveClock();
        Stage far = stage(clock);
        Stage near = stage(clock)) {
      AgentRef there = far.probe("far");
      Thread asker =
          Thread.ofVirtual()
              .start(() ->
                  near.run(p ->
                      there.ask(
                          Probe.class,
                          q -> {
                            asked.countDown();
                            release.await();
                            return 1;
                          })));
      asked.await();
      Thread closer = Thread.ofPlatform().start(near::close);
      while (closer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait(); // for ever, where it spins
      }
      release.countDown();
      closer.join();
      asker.join();
      assertThat(near.plane.agents()).isZero();
    }
  }
}
