package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law S4: suspended work with a name, attempts and a time. */
@Timeout(60)
class SuspendedWorkLawsTest {
  private static final Retry TWICE =
      new Retry(2, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(60)));
  private static final Work CHARGE = Work.named("charge");

  private final TestClock clock = new TestClock();
  private final LinkedBlockingQueue<Thread> attempts = new LinkedBlockingQueue<>();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>(); // still to come
  private final CountDownLatch told = new CountDownLatch(1);

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> p.stop = () -> note("stop")),
                  o -> o.withIdleAfter(Duration.ofSeconds(30))));

  private void note(String what) {
    stage.note(what);
  }

  /** Begins work that fails as told and then gives the number of its attempt. */
  private Suspension begin(Work options) {
    return begin(
        options,
        () -> {
          Exception failure = failures.poll();
          if (failure != null) {
            throw failure;
          }
          return "done";
        });
  }

  private Suspension begin(Work options, Callable<String> work) {
    return stage.ask(p ->
        p.suspend(
            options,
            () -> {
              attempts.add(Thread.currentThread());
              return work.call();
            },
            result -> {
              note(p.now().getEpochSecond() + " " + result);
              told.countDown();
            },
            failure -> {
              note(p.now().getEpochSecond() + " " + failure.getMessage());
              told.countDown();
            }));
  }

  /** The next attempt has begun and ended, and what it sets on the clock is set. */
  private String attempted() throws InterruptedException {
    Thread thread = attempts.take();
    thread.join();
    return thread.getName();
  }

  /** A plane that is closed has no thread left that might be one. */
  private void assertNoMoreAttempts() {
    stage.plane.close(Closing.DROP);
    assertThat(attempts).isEmpty();
  }

  private void pass(long seconds) {
    clock.advance(Duration.ofSeconds(seconds));
  }

  private void fail(int times) {
    for (int i = 1; i <= times; i++) {
      failures.add(new IllegalStateException("failure " + i));
    }
  }

  @Test
  void work_hasItsNameOnItsThread() throws Exception {
    begin(CHARGE);
    assertThat(attempted()).isEqualTo("charge, suspended by /probe/x");
    told.await();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("0 done");
  }

  @Test
  void workThatFails_isTriedAgain_afterEachDelay() throws Exception {
    fail(2);
    begin(CHARGE.retry(TWICE));
    attempted();
    pass(1);
    attempted();
    pass(1);
    assertThat(attempts).isEmpty();
    pass(1);
    attempted();
    told.await();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("3 done");
  }

  @Test
  void attemptsUsedUp_theLastFailureComesToTheAgent() throws Exception {
    fail(3);
    begin(CHARGE.retry(TWICE));
    attempted();
    pass(1);
    attempted();
    pass(2);
    attempted();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("3 failure 3");
    pass(100);
    assertNoMoreAttempts();
  }

  @Test
  void error_isNotTriedAgain() throws Exception {
    begin(
        CHARGE.retry(TWICE),
        () -> {
          throw new AssertionError("on purpose");
        });
    attempted();
    told.await();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("0 on purpose");
  }

  /** Whether the thread ends or not: here it waits until the agent has been told. */
  @Test
  void workThatTakesTooLong_isInterrupted_andTheAgentIsTold() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    begin(
        CHARGE.within(Duration.ofSeconds(5)),
        () -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "too late";
        });
    Thread thread = attempts.take();
    pass(4);
    assertThat(thread.isInterrupted()).isFalse();
    pass(1);
    interrupted.await();
    thread.join();
    stage.plane.awaitQuiet();
    assertThat(stage.trace)
        .containsExactly(
            "5 [PL-S4.4] work 'charge' of /probe/x has not ended within PT5S, in 1 attempt; give it"
                + " more time, or look at what it waits for");
  }

  @Test
  void time_coversAllAttemptsAndTheDelaysBetweenThem() throws Exception {
    fail(3);
    begin(CHARGE.retry(TWICE).within(Duration.ofSeconds(2)));
    attempted();
    pass(1);
    attempted();
    pass(1);
    assertThat(stage.trace).singleElement().asString().startsWith("2 [PL-S4.4]");
    pass(10);
    assertNoMoreAttempts();
  }

  /** The attempt has failed, whether its thread ends or not; the next one has its own time. */
  @Test
  void attemptThatTakesTooLong_isInterrupted_andTriedAgain() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    begin(
        CHARGE.retry(TWICE).eachWithin(Duration.ofSeconds(5)),
        () -> {
          if (interrupted.getCount() == 0) {
            return "second";
          }
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "too late";
        });
    Thread first = attempts.take();
    pass(5);
    first.join();
    assertThat(interrupted.getCount()).isZero();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).isEmpty(); // what it gave all the same
    pass(1);
    attempted();
    told.await();
    pass(20);
    assertThat(stage.trace).containsExactly("6 second");
  }

  @Test
  void lastAttemptThatTakesTooLong_comesToTheAgent() throws Exception {
    begin(
        CHARGE.eachWithin(Duration.ofSeconds(5)),
        () -> {
          new CountDownLatch(1).await();
          return "never";
        });
    Thread thread = attempts.take();
    pass(5);
    thread.join();
    stage.plane.awaitQuiet();
    assertThat(stage.trace)
        .containsExactly(
            "5 [PL-S4.4] attempt 1 of work 'charge' of /probe/x has not ended within PT5S; give"
                + " each more time, or look at what it waits for");
  }

  @Test
  void attemptThatEndsInTime_isNotTooLateAfterwards() throws Exception {
    fail(1);
    begin(CHARGE.retry(TWICE).eachWithin(Duration.ofMillis(1_500)));
    attempted();
    pass(1);
    attempted();
    told.await();
    pass(20);
    assertThat(stage.trace).containsExactly("1 done");
  }

  @Test
  void retryWithoutALastAttempt_goesOn() throws Exception {
    fail(100);
    begin(CHARGE.retry(Retry.always(Backoff.constant(Duration.ofSeconds(1)))));
    for (int i = 0; i < 100; i++) {
      attempted();
      pass(1);
    }
    attempted();
    told.await();
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("100 done");
  }

  /** One line for each attempt that is followed by another, and all of the last one. */
  @Test
  void failedAttempts_areALineEach_andTheLastIsWhole() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      fail(3);
      begin(CHARGE.retry(TWICE));
      attempted();
      pass(1);
      attempted();
      pass(2);
      attempted();
      told.await();
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> !line.startsWith("\tat ") && !line.isBlank())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("WARN", "[PL-S4.5] work 'charge' of /probe/x has failed in attempt 1")
                    .endsWith(
                        "is tried again after PT1S: java.lang.IllegalStateException: failure 1"),
            second -> assertThat(second).contains("attempt 2", "failure 2"),
            last -> assertThat(last).contains("WARN", "[PL-S4.6]", "in attempt 3, the last"),
            stack -> assertThat(stack).isEqualTo("java.lang.IllegalStateException: failure 3"));
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("\tat ");
  }

  @Test
  void workThatEndsInTime_isNotTooLateAfterwards() throws Exception {
    begin(CHARGE.within(Duration.ofSeconds(5)));
    attempted();
    pass(20);
    assertThat(stage.trace).containsExactly("0 done");
  }

  /** S2: none of it comes after its agent, or after it was cancelled. */
  @Test
  void agentThatEnds_orCancels_hasNoMoreAttempts() throws Exception {
    fail(2);
    Suspension first = begin(CHARGE.retry(TWICE).within(Duration.ofSeconds(7)));
    attempted();
    first.cancel();
    begin(CHARGE.retry(TWICE).within(Duration.ofSeconds(7)));
    attempted();
    stage.run(Probe::end);
    pass(20);
    assertNoMoreAttempts();
    assertThat(stage.trace).containsExactly("stop");
  }

  /** S2: a result that waits in the mailbox when its work is cancelled is dropped too. */
  @Test
  void cancel_dropsAResultThatWaitsInTheMailbox() throws Exception {
    stage.run(p -> {
      Suspension work =
          p.suspend(
              CHARGE,
              () -> {
                attempts.add(Thread.currentThread());
                return "done";
              },
              this::note);
      attempts.take().join();
      work.cancel();
    });
    stage.plane.awaitQuiet();
    assertThat(stage.trace).isEmpty();
  }

  /** F2: a cascade that fails takes its work back, attempts to come included. */
  @Test
  void cascadeThatFails_takesItsWorkBack() throws Exception {
    fail(1);
    assertThatThrownBy(() ->
            stage.run(p -> {
              p.suspend(
                  CHARGE.retry(TWICE),
                  () -> {
                    attempts.add(Thread.currentThread());
                    throw failures.remove();
                  },
                  result -> {});
              attempts.take().join();
              throw new IllegalStateException("the cascade");
            }))
        .hasMessageContaining("the cascade");
    pass(20);
    assertNoMoreAttempts();
  }

  /** L4: an agent whose work waits for its next attempt is not idle. */
  @Test
  void agent_isNotIdle_betweenAttempts() throws Exception {
    fail(1);
    begin(CHARGE.retry(new Retry(1, Backoff.constant(Duration.ofSeconds(100)))));
    attempted();
    pass(99);
    assertThat(stage.trace).isEmpty();
    pass(1);
    attempted();
    told.await();
    pass(60);
    assertThat(stage.trace).isEqualTo(List.of("100 done", "stop"));
  }

  @Test
  void options_refuseWhatMakesNoSense() {
    assertThatThrownBy(() -> Work.named(" ")).hasMessageStartingWith("[PL-S4.2]");
    assertThatThrownBy(() -> CHARGE.within(Duration.ZERO))
        .hasMessage("[PL-S4.3] work 'charge' may take PT0S; it must be positive");
    assertThatThrownBy(() -> CHARGE.eachWithin(Duration.ofSeconds(-1)))
        .hasMessage("[PL-S4.3] work 'charge' may take PT-1S; it must be positive");
  }
}
