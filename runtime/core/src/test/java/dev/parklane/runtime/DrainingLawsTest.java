package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws S4, L5: what closing a plane does with suspended work. */
@Timeout(60)
class DrainingLawsTest {
  private static final Duration EVER = Duration.ofDays(1);
  private static final Work CHARGE = Work.named("charge");
  private static final Retry HOURLY = Retry.always(Backoff.constant(Duration.ofHours(1)));

  private final TestClock clock = new TestClock();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private Stage stage = stage(EVER);

  private Stage stage(Duration grace) {
    return Stage.of(
        Plane.builder()
            .clock(clock)
            .drainGrace(grace)
            .route(
                "/probe/:name",
                () ->
                    new Probe(p -> {
                      p.a.on(v -> note("a" + v));
                      p.stop = () -> note("stop " + p.uri());
                      p.failure = cause -> note("failed " + cause.getMessage());
                    })));
  }

  @AfterEach
  void close() {
    never.countDown();
    released.countDown();
    stage.plane.close(Closing.DROP);
  }

  private void note(String what) {
    stage.note(what);
  }

  private void noteStart(Throwable failure) {
    note(failure.getMessage().split(" ")[0]);
  }

  private String work() throws InterruptedException {
    begun.countDown();
    released.await();
    return "paid";
  }

  private String endless() throws InterruptedException {
    begun.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      throw e;
    }
    return "ended";
  }

  /** Closes in a thread of its own, and goes on when that waits for work, or has not waited. */
  private Thread closing() {
    Thread closer = Thread.ofPlatform().start(stage::close);
    while (closer.getState() != Thread.State.TIMED_WAITING
        && closer.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return closer;
  }

  @Test
  void close_waitsForWork_andForAllThatItLeadsTo() throws Exception {
    stage.run(p ->
        p.suspend(
            CHARGE,
            this::work,
            paid -> {
              note(paid);
              p.other("/probe/y").command("a", 1);
              p.suspend(() -> "booked", this::note);
            }));
    begun.await();
    Thread closer = closing();
    released.countDown();
    closer.join();
    assertThat(stage.trace)
        .containsExactlyInAnyOrder("paid", "a1", "booked", "stop /probe/x", "stop /probe/y")
        .startsWith("paid")
        .endsWith("stop /probe/x", "stop /probe/y");
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void closeThatDrops_interruptsWork_andTellsNobody() throws Exception {
    stage.run(p -> p.suspend(CHARGE, this::endless, this::note, this::noteStart));
    begun.await();
    stage.plane.close(Closing.DROP);
    interrupted.await();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  @Test
  void graceThatIsOver_interruptsWork_andTellsItsAgentAndTheLog() throws Exception {
    stage.close();
    stage = stage(Duration.ofMillis(20));
    stage.run(p -> p.suspend(CHARGE, this::endless, this::note, this::noteStart));
    begun.await();
    assertThat(logOfClose())
        .contains("[PL-S4.7] the plane is closing, and interrupts work 'charge' of /probe/x, in")
        .contains("its drain grace is PT0.02S");
    interrupted.await();
    assertThat(stage.trace).containsExactly("[PL-S4.7]", "stop /probe/x");
  }

  private String logOfClose() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      stage.close();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  /** It has asked for no word of it, and is not failed for that. */
  @Test
  void graceThatIsOver_leavesAnAgentWithoutAHandlerForFailures_toStopInPeace() throws Exception {
    stage.close();
    stage = stage(Duration.ZERO);
    stage.run(p -> p.suspend(CHARGE, this::endless, this::note));
    begun.await();
    stage.close();
    interrupted.await();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  @Test
  void workThatBeginsAfterTheGrace_endsWithItsAgent() throws Exception {
    stage.close();
    stage = stage(Duration.ZERO);
    CountDownLatch second = new CountDownLatch(1);
    stage.run(p ->
        p.suspend(
            CHARGE,
            () -> {
              begun.countDown();
              never.await();
              return 0;
            },
            v -> {},
            failure -> {
              noteStart(failure);
              p.suspend(
                  () -> {
                    second.countDown();
                    return endless();
                  },
                  this::note,
                  this::noteStart);
              second.await();
            }));
    begun.await();
    stage.close();
    interrupted.await();
    assertThat(stage.trace).containsExactly("[PL-S4.7]", "stop /probe/x");
  }

  /** A test clock stands while its plane closes: the attempt does not wait for it. */
  @Test
  void attemptThatWaitsForItsTime_beginsAtOnce() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    stage.run(p ->
        p.suspend(
            CHARGE.retry(HOURLY),
            () -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IllegalStateException("no line");
              }
              return "paid";
            },
            this::note,
            this::noteStart));
    assertThatThrownBy(() -> stage.plane.awaitQuiet(Quiet.WORK_DONE, EVER))
        .isInstanceOf(NotQuietException.class)
        .hasMessageContaining("before attempt 2");
    stage.close();
    assertThat(stage.trace).containsExactly("paid", "stop /probe/x");
  }

  @Test
  void attemptThatFailsWhileThePlaneDrains_isTheLast() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    stage.run(p ->
        p.suspend(
            CHARGE.retry(HOURLY),
            () -> {
              begun.countDown();
              released.await();
              throw new IllegalStateException("no line in " + attempts.incrementAndGet());
            },
            this::note,
            failure -> note(failure.getMessage())));
    begun.await();
    Thread closer = closing();
    released.countDown();
    closer.join();
    assertThat(stage.trace).containsExactly("no line in 1", "stop /probe/x");
  }

  /** It has reckoned with no failure while there are attempts left. */
  @Test
  void lastAttempt_leavesAnAgentWithoutAHandlerForFailures_toStopInPeace() throws Exception {
    stage.run(p ->
        p.suspend(
            CHARGE.retry(HOURLY),
            () -> {
              begun.countDown();
              released.await();
              throw new IllegalStateException("no line");
            },
            this::note));
    begun.await();
    Thread closer = closing();
    released.countDown();
    closer.join();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  @Test
  void closerThatIsInterrupted_waitsForWorkNoLonger() throws Exception {
    stage.run(p -> p.suspend(CHARGE, this::endless, this::note, this::noteStart));
    begun.await();
    Thread closer = closing();
    closer.interrupt();
    closer.join();
    interrupted.await();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  @Test
  void closeThatDrops_endsAnotherThatWaitsForWork() throws Exception {
    stage.run(p -> p.suspend(CHARGE, this::endless, this::note, this::noteStart));
    begun.await();
    Thread closer = closing();
    stage.plane.close(Closing.DROP);
    closer.join();
    interrupted.await();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  /** L5: and not for itself. */
  @Test
  void workThatCloses_waitsForOtherWork() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    stage.run(p -> {
      p.suspend(CHARGE, this::work, this::note);
      p.suspend(
          () -> {
            begun.await();
            released.countDown();
            stage.close();
            closed.countDown();
            return "closed";
          },
          this::note);
    });
    closed.await();
    assertThat(stage.trace).containsExactly("paid", "stop /probe/x");
  }

  /** S3: a delay is nothing that anybody has begun. */
  @Test
  void close_doesNotWaitForDelays() {
    stage.run(p -> p.repeat(Duration.ofHours(1), () -> note("ticked")));
    stage.close();
    assertThat(stage.trace).containsExactly("stop /probe/x");
  }

  @Test
  void graces_mayBeForEver() throws Exception {
    stage.close();
    Duration ever = Duration.ofSeconds(Long.MAX_VALUE);
    try (Stage patient =
        Stage.of(
            Plane.builder()
                .drainGrace(ever)
                .closingGrace(ever)
                .route("/probe/:name", () -> new Probe(p -> {})))) {
      stage = patient;
      stage.run(p -> p.suspend(CHARGE, this::work, this::note));
      begun.await();
      Thread closer = closing();
      released.countDown();
      closer.join();
    }
    assertThat(stage.trace).containsExactly("paid");
  }

  @Test
  void drainGrace_isNotNegative() {
    assertThatThrownBy(() -> Plane.builder().drainGrace(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-S4.9] drainGrace is PT-0.001S; it must be zero or longer");
  }
}
