package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Laws O3 and B8: what is published to a subscription that has ended with its agent is a dead
 * letter, whether it comes before the agent's end or after it, until there is a fresh instance.
 */
@Timeout(60)
class BusEndedTest {
  private final TestClock clock = new TestClock();
  private boolean startFails;
  private boolean startPublishes;
  private boolean startSubscribes;

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route("/probe/:name", () -> new Probe(this::prepare))
              .route(
                  "/stubborn/:name",
                  () -> new Probe(this::prepare),
                  o ->
                      o.withFailurePolicy(
                          FailurePolicy.restart(
                              1,
                              Duration.ofSeconds(100),
                              new Backoff(Duration.ofSeconds(1), 3, Duration.ofSeconds(60))))));

  private void prepare(Probe p) {
    p.start =
        () -> {
          if (startSubscribes) {
            p.bus().subscribe("*", Integer.class, m -> stage().note(p.uri() + " got " + m));
          }
          if (startPublishes) {
            p.bus().publish("t", 100);
          }
          if (startFails) {
            throw new IllegalStateException("on purpose");
          }
        };
    p.b.on(v -> {
      throw new IllegalStateException("on purpose");
    });
  }

  private Stage stage() {
    return stage;
  }

  /** An agent that ends at the first message about this topic. */
  private void takeOne(String name, String topic) {
    stage.run(
        name,
        p ->
            p.bus()
                .subscribe(
                    topic,
                    Integer.class,
                    m -> {
                      stage.note(p.uri() + " got " + m);
                      p.end();
                    }));
  }

  private void publish(int message) throws InterruptedException {
    stage.plane.bus().publish("t", message);
    stage.plane.awaitQuiet();
  }

  private void requireLetters(Integer... values) {
    assertThat(stage.deadLetters).extracting(DeadLetter::value).containsExactly((Object[]) values);
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .containsOnly(DeadLetter.Reason.ENDED);
  }

  @Test
  void publications_afterTheAgentsEnd_areDeadLettersToIt() throws Exception {
    takeOne("x", "t");
    publish(1);
    publish(2);
    publish(3);
    stage.plane.bus().publish("t", "of another type");
    stage.plane.bus().publish("s", 4);
    assertThat(stage.trace).containsExactly("/probe/x got 1");
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::uri, DeadLetter::message, DeadLetter::value, DeadLetter::reason)
        .containsExactly(
            tuple("/probe/x", "t", 2, DeadLetter.Reason.ENDED),
            tuple("/probe/x", "t", 3, DeadLetter.Reason.ENDED));
    assertThat(stage.deadLetters.getFirst().detail()).isEqualTo("/probe/x has ended");
  }

  @Test
  void publications_ofAgents_afterTheAgentsEnd_areDeadLetters_andReachTheOthers() throws Exception {
    takeOne("x", "t");
    stage.run("y", y -> y.bus().subscribe("*", Integer.class, m -> stage.note("y got " + m)));
    publish(1);
    stage.run("z", z -> z.bus().publish("t", 2));
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactlyInAnyOrder("/probe/x got 1", "y got 1", "y got 2");
    requireLetters(2);
  }

  @Test
  void publications_afterAFailureThatStops_areDeadLetters() throws Exception {
    stage.run(p -> p.bus().subscribe("t", Integer.class, m -> p.b.set(m)));
    publish(1);
    publish(2);
    requireLetters(2);
  }

  @Test
  void publications_afterTheLastRestart_areDeadLetters() throws Exception {
    AgentRef stubborn = stage.plane.agent("/stubborn/x");
    stubborn.ask(Probe.class, p -> p.bus().subscribe("t", Integer.class, m -> {}));
    startFails = true;
    stubborn.command("b", 0);
    stage.plane.awaitQuiet();
    clock.advance(Duration.ofSeconds(1));
    stage.plane.awaitQuiet();
    publish(1);
    requireLetters(1);
  }

  @Test
  void publications_whenThereIsAFreshInstance_areOnlyForWhatItSubscribesTo() throws Exception {
    takeOne("x", "t");
    publish(1);
    stage.run(p -> {});
    publish(2);
    takeOne("x", "t");
    publish(3);
    assertThat(stage.trace).containsExactly("/probe/x got 1", "/probe/x got 3");
    assertThat(stage.deadLetters).isEmpty();
    publish(4);
    requireLetters(4);
  }

  @Test
  void publication_ofAFreshInstancesStart_isNoDeadLetterToItself() throws Exception {
    takeOne("x", "t");
    publish(1);
    startPublishes = true;
    stage.run(p -> {});
    stage.plane.awaitQuiet();
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void publications_whenAFreshInstanceCouldNotStart_areDeadLettersStill() throws Exception {
    takeOne("x", "t");
    publish(1);
    startFails = true;
    startSubscribes = true;
    stage.probe("x").command("a", 1);
    stage.plane.awaitQuiet();
    stage.deadLetters.clear(); // the command
    publish(2);
    requireLetters(2);
  }

  @Test
  void publications_toWhatWasClosedBeforeTheEnd_areNothing() throws Exception {
    stage.run(p -> {
      p.bus().subscribe("t", Integer.class, m -> {}).close();
      p.end();
    });
    assertThatThrownBy(() ->
            stage.run(
                "y",
                y -> {
                  y.bus().subscribe("t", Integer.class, m -> {});
                  throw new IllegalStateException("so that it has never subscribed");
                }))
        .isInstanceOf(AgentFailedException.class);
    publish(1);
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void endedSubscriptions_areRememberedUpToABound_theOldestForgotten() throws Exception {
    int most = EndedSubscriptions.MOST;
    for (int i = 0; i <= most; i++) {
      String topic = "t" + i;
      stage.run(
          "n" + i,
          p -> {
            p.bus().subscribe(topic, Integer.class, m -> {});
            p.end();
          });
      stage.plane.awaitQuiet(); // else the next one may end before it
    }
    for (int i : List.of(0, 1, most)) {
      stage.plane.bus().publish("t" + i, i);
    }
    requireLetters(1, most);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void publicationsInARow_toWhoEndsAtTheFirst_areHandledOrDeadLetters(boolean lockStep)
      throws Exception {
    int runs = 300;
    try (Stage live =
        Stage.of(
            Plane.builder()
                .carriers(2)
                .lockStep(lockStep)
                .route("/probe/:name", () -> new Probe(p -> {})))) {
      for (int run = 0; run < runs; run++) {
        String topic = "t" + run;
        live.run(
            "n" + run,
            p ->
                p.bus()
                    .subscribe(
                        topic,
                        Integer.class,
                        m -> {
                          live.note(topic + " " + m);
                          p.end();
                        }));
        live.plane.bus().publish(topic, 1);
        for (int spins = 0; spins < 100 * (run % 50); spins++) {
          Thread.onSpinWait(); // so that the agent ends before it, at the same time, and after
        }
        live.plane.bus().publish(topic, 2);
      }
      live.plane.awaitQuiet();
      assertThat(live.trace)
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, runs).mapToObj(run -> "t" + run + " 1").toList());
      assertThat(live.deadLetters)
          .extracting(letter -> letter.message() + " " + letter.value())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, runs).mapToObj(run -> "t" + run + " 2").toList());
    }
  }
}
