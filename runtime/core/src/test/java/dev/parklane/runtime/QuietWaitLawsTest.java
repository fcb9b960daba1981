package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws S1, S3, S4: a wait for a plane to be quiet that waits for work and delays, too. */
@Timeout(60)
class QuietWaitLawsTest {
  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final TestClock clock = new TestClock();
  private final CountDownLatch released = new CountDownLatch(1);
  private Stage stage = stage(Plane.builder().clock(clock));

  private static Stage stage(PlaneBuilder builder) {
    return Stage.of(
        builder.route(
            "/probe/:name",
            () ->
                new Probe(p -> {
                  p.a.on(v -> {
                    throw new IllegalStateException("on purpose");
                  });
                  p.b.on(v -> p.clock().sleep(LONG));
                }),
            o -> o.withFailurePolicy(FailurePolicy.restart(5, LONG, Backoff.constant(LONG)))));
  }

  private void live() {
    stage.close();
    stage = stage(Plane.builder());
  }

  @AfterEach
  void close() {
    stage.plane.close(Closing.DROP);
  }

  private NotQuietException notQuiet(Quiet what, Duration limit) {
    NotQuietException thrown =
        catchThrowableOfType(NotQuietException.class, () -> stage.plane.awaitQuiet(what, limit));
    assertThat(thrown).as("what it throws").isNotNull();
    return thrown;
  }

  @Test
  void workDone_waitsForWork_andItsResults() throws Exception {
    stage.run(p ->
        p.suspend(
            () -> {
              released.await();
              return 1;
            },
            one -> p.suspend(() -> 2, two -> stage.note("all done"))));
    stage.plane.awaitQuiet(Quiet.HANDLED, LONG);
    assertThat(stage.trace).isEmpty();
    Thread waits =
        Thread.ofPlatform()
            .start(() -> {
              awaitWork();
              stage.note("waited");
            });
    while (waits.getState() != Thread.State.TIMED_WAITING
        && waits.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    released.countDown();
    waits.join();
    assertThat(stage.trace).containsExactly("all done", "waited");
  }

  private void awaitWork() {
    try {
      stage.plane.awaitQuiet(Quiet.WORK_DONE, LONG);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void limit_isAnError_thatNamesTheWork() {
    stage.run(p ->
        p.suspend(
            Work.named("charge"),
            () -> {
              released.await();
              return 1;
            },
            one -> {}));
    NotQuietException thrown = notQuiet(Quiet.WORK_DONE, SHORT);
    assertThat(thrown)
        .hasMessageStartingWith(
            "[PL-S4.8] the plane is not quiet: it was waited for PT0.02S; it waits for work"
                + " 'charge' of /probe/x, in attempt 1, for ");
    assertThat(thrown.pending()).hasSize(1);
  }

  @Test
  void nothingToCome_waitsForDelays_ofALiveClock() throws Exception {
    live();
    Duration some = Duration.ofMillis(200); // more than it takes to come to the wait
    stage.run(p -> p.after(some, () -> p.after(some, () -> stage.note("twice"))));
    stage.plane.awaitQuiet(Quiet.NOTHING_TO_COME, LONG);
    assertThat(stage.trace).containsExactly("twice");
  }

  @Test
  void limit_namesEachDelay() throws Exception {
    live();
    stage.run(p -> p.repeat(LONG, () -> {}));
    stage.run("y", p -> p.clock().alert("wake", p.now().plus(LONG), event -> {}));
    stage.probe("z").command("a", 1);
    stage.plane.awaitQuiet();
    assertThat(notQuiet(Quiet.NOTHING_TO_COME, SHORT).pending())
        .satisfiesExactly(
            step -> assertThat(step).startsWith("a step at ").endsWith(" of /probe/x"),
            alert -> assertThat(alert).isEqualTo("alerts and timers [wake] of /probe/y"),
            held -> assertThat(held).isEqualTo("/probe/z, which backs off after a failure"));
  }

  /** Else nobody would come to advance it: what waits is the thread that does. */
  @Test
  void whatOnlyATestClockBrings_isSaidAtOnce() {
    stage.run(p -> p.repeat(LONG, () -> {}));
    stage.probe("y").command("b", 1);
    assertThat(notQuiet(Quiet.NOTHING_TO_COME, LONG))
        .hasMessageStartingWith(
            "[PL-S4.8] the plane is not quiet: only its test clock brings more, which stands;"
                + " advance it; it waits for handlers that sleep: /probe/y in ")
        .hasMessageEndingWith("; a step at 1970-01-02T00:00:00Z of /probe/x");
  }

  @Test
  void attemptThatOnlyATestClockBrings_isSaidAtOnce_andComesWithIt() throws Exception {
    stage.run(p ->
        p.suspend(
            Work.named("charge").retry(Retry.always(Backoff.constant(LONG))),
            () -> {
              if (clock.nanos() == 0) {
                throw new IllegalStateException("no line");
              }
              return "paid";
            },
            stage::note));
    assertThat(notQuiet(Quiet.WORK_DONE, LONG).pending())
        .singleElement()
        .asString()
        .startsWith("work 'charge' of /probe/x, before attempt 2, for ");
    clock.advance(LONG);
    stage.plane.awaitQuiet(Quiet.WORK_DONE, LONG);
    assertThat(stage.trace).containsExactly("paid");
  }

  @Test
  void whatHasEnded_isNotToCome() throws Exception {
    stage.run(p -> {
      Scheduled step = p.after(LONG, () -> {});
      step.cancel();
      p.after(SHORT, () -> stage.note("step"));
    });
    clock.advance(SHORT);
    stage.plane.awaitQuiet(Quiet.NOTHING_TO_COME, Duration.ZERO);
    assertThat(stage.trace).containsExactly("step");
  }

  @Test
  void wait_ofWorkOfThePlane_isNotForItself() throws Exception {
    CountDownLatch quiet = new CountDownLatch(1);
    stage.run(p ->
        p.suspend(
            () -> {
              stage.plane.awaitQuiet(Quiet.WORK_DONE, LONG);
              quiet.countDown();
              return 1;
            },
            one -> {}));
    quiet.await();
    stage.plane.awaitQuiet(Quiet.WORK_DONE, LONG);
    assertThat(quiet.getCount()).isZero();
  }

  @Test
  void limit_isNotNegative_andAHandlerDoesNotWaitForItself() {
    assertThatThrownBy(() -> stage.plane.awaitQuiet(Quiet.HANDLED, Duration.ofNanos(-1)))
        .hasMessage(
            "[PL-S4.10] the limit of awaitQuiet is PT-0.000000001S; it must be zero or"
                + " longer");
    assertThatThrownBy(() -> stage.run(p -> stage.plane.awaitQuiet(Quiet.HANDLED, LONG)))
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[PL-O2.3]");
  }
}
