package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.LiveClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws F5, F6, S3, S4: a time of the user's that fails ends what needs it, and nothing else. */
@Timeout(60)
class FailingTimeTest {
  private static final Backoff SOON = new Backoff(Duration.ofMillis(1), 1, Duration.ofMillis(1));

  private final AtomicInteger fails = new AtomicInteger(); // so many readings of agents
  private final AtomicInteger attempts = new AtomicInteger();
  private final LiveClock clock = new LiveClock(this::now, Duration.ofMillis(1), Runnable::run);
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(this::prepare),
                  o -> o.withFailurePolicy(FailurePolicy.retry(3, SOON))));

  /** The clock's own thread, which is no virtual one, reads it too. */
  private Instant now() {
    if (Thread.currentThread().isVirtual() && fails.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new UnsupportedOperationException("no time");
    }
    return Instant.now();
  }

  private void prepare(Probe p) {
    p.a.on(v -> {
      if (attempts.incrementAndGet() == 1) {
        fails.set(v);
        throw new IllegalStateException("on purpose");
      }
      stage.note("attempt " + attempts);
    });
  }

  @AfterEach
  void close() {
    stage.close();
    clock.close();
  }

  @Test
  void workThatCannotBeTriedAgain_comesBackWithItsFailure_S4() throws Exception {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    stage.run(p ->
        p.suspend(
            Work.named("charge").retry(new Retry(3, SOON)),
            () -> {
              fails.set(1);
              throw new IOException("attempt " + attempts.incrementAndGet());
            },
            result -> {},
            failed::complete));
    assertThat(failed.get(30, TimeUnit.SECONDS))
        .isInstanceOf(IOException.class)
        .hasMessage("attempt 1")
        .hasStackTraceContaining("no time");
  }

  /**
   * Once, and also where the second look at the time fails, as who is told of the first ends it.
   */
  @Test
  void scheduleWhoseNextStepHasNoTime_ends_andItsAgentGoesOn_S3_F6() throws Exception {
    for (int failing = 1; failing <= 2; failing++) {
      int readings = failing;
      String name = "s" + failing;
      stage.run(
          name,
          p -> {
            p.c.set(7);
            p.schedule(
                Schedule.after(
                        Duration.ofMillis(1),
                        () -> {
                          stage.note(name);
                          fails.set(readings);
                        })
                    .then(Duration.ofMillis(1), () -> stage.note("second"))
                    .then(Duration.ofMillis(1), () -> stage.note("third")));
          });
      while (!stage.trace.contains(name)) {
        Thread.onSpinWait(); // the timeout ends a test that goes wrong
      }
      stage.plane.awaitQuiet();
      fails.set(0);
      assertThat(stage.<Boolean>ask(name, p -> p.c.get() == 7 && !p.hasUnderWay())).isTrue();
    }
    assertThat(stage.trace).containsExactly("s1", "s2");
  }

  @Test
  void backOffThatHasNoTime_isNone_F11() throws Exception {
    stage.probe("x").command("a", 1);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("attempt 2");
    assertThat(stage.deadLetters).isEmpty();
  }
}
