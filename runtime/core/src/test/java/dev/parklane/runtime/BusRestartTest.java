package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Law B8: what the bus cannot deliver for a stop, a restart's back-off or a close waits as commands
 * do, or is a dead letter.
 */
@Timeout(60)
class BusRestartTest {
  private final TestClock clock = new TestClock();
  private final AtomicInteger made = new AtomicInteger();
  private boolean subscribesAnew = true;

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
                              1,
                              Duration.ofSeconds(100),
                              new Backoff(Duration.ofSeconds(1), 3, Duration.ofSeconds(60))))));

  private void prepare(Probe p) {
    int number = made.incrementAndGet();
    p.start =
        () -> {
          if (p.uri().endsWith("/x") && (number == 1 || subscribesAnew)) {
            p.bus().subscribe("t", Integer.class, m -> stage().note(number + " got " + m));
            p.bus()
                .endpoint(
                    "e",
                    Integer.class,
                    (Request<Integer> r) -> {
                      stage().note(number + " asked " + r.value());
                      r.answer(2 * r.value());
                    });
          }
        };
    p.a.on(v -> stage().note(number + " a" + v));
    p.b.on(v -> {
      throw new IllegalStateException("on purpose");
    });
  }

  private Stage stage() {
    return stage;
  }

  private void fail() throws InterruptedException {
    stage.probe("x").command("b", 0);
    stage.plane.awaitQuiet();
  }

  private void pass(long seconds) throws InterruptedException {
    clock.advance(Duration.ofSeconds(seconds));
    stage.plane.awaitQuiet();
  }

  @Test
  void publications_duringABackoff_waitForTheFreshInstance_amongCommands() throws Exception {
    stage.run(p -> {});
    fail();
    stage.plane.bus().publish("t", 1);
    stage.probe("x").command("a", 5);
    stage.plane.bus().publish("t", 2);
    stage.plane.bus().send("e", 3);
    assertThat(stage.trace).isEmpty();
    pass(1);
    assertThat(stage.trace).containsExactly("2 got 1", "2 a5", "2 got 2", "2 asked 3");
    stage.plane.bus().publish("t", 4);
    stage.plane.awaitQuiet();
    assertThat(stage.trace.getLast()).isEqualTo("2 got 4");
    assertThat(stage.trace).hasSize(5);
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.LATE_ANSWER); // of the request sent without asking
  }

  @Test
  void request_duringABackoff_isAnsweredByTheFreshInstance() throws Exception {
    stage.run(p -> {});
    fail();
    stage
        .plane
        .bus()
        .request(
            "e",
            3,
            Integer.class,
            Duration.ofDays(1),
            answer -> stage.note("answer " + answer),
            failure -> stage.note("failure " + failure));
    pass(1);
    while (!stage.trace.contains("answer 6")) {
      Thread.onSpinWait(); // it is told on a thread of no agent
    }
    assertThat(stage.trace).containsExactly("2 asked 3", "answer 6");
  }

  @Test
  void publications_thatTheFreshInstanceDoesNotSubscribeTo_areDeadLetters() throws Exception {
    stage.run(p -> {});
    subscribesAnew = false;
    fail();
    stage.plane.bus().publish("t", 1);
    stage.plane.bus().send("e", 2);
    pass(1);
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple(1, DeadLetter.Reason.ENDED), tuple(2, DeadLetter.Reason.ENDED));
    stage.plane.bus().publish("t", 3);
    assertThat(stage.deadLetters).hasSize(2); // nobody subscribes any more
  }

  @Test
  void publication_behindOneThatEndsTheAgent_isADeadLetter() throws Exception {
    stage.run(p -> p.bus().subscribe("u", Integer.class, m -> p.end()));
    stage.run(
        "y",
        y -> {
          y.bus().publish("u", 1);
          y.bus().publish("u", 2);
        });
    stage.plane.awaitQuiet();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple(2, DeadLetter.Reason.ENDED));
  }

  /** L5: {@code /probe/x} stops first. */
  @Test
  void publication_ofOnStop_toWhoHasStopped_isADeadLetter() throws Exception {
    stage.run(p -> {});
    stage.run("y", y -> y.stop = () -> y.bus().publish("t", 9));
    stage.plane.close();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters).extracting(DeadLetter::value).containsExactly(9);
  }

  @Test
  void answer_toAnAgentThatHasEnded_isADeadLetter() throws Exception {
    List<Request<Integer>> asked = new ArrayList<>();
    stage.run(
        "e",
        e ->
            e.bus()
                .endpoint(
                    "f",
                    Integer.class,
                    (Request<Integer> request) -> {
                      asked.add(request);
                      if (asked.size() == 2) {
                        asked.forEach(r -> r.answer(7));
                      }
                    }));
    stage.run(
        "y",
        y -> {
          y.bus().request("f", 0, Integer.class, Duration.ofDays(1), a -> y.end(), f -> {});
          y.bus().request("f", 0, Integer.class, Duration.ofDays(1), a -> stage.note("a"), f -> {});
        });
    stage.plane.awaitQuiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple(7, DeadLetter.Reason.LATE_ANSWER));
  }
}
