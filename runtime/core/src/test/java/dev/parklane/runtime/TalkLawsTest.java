package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws O1, O4, C1: agents that talk. */
@Timeout(60)
class TalkLawsTest {
  private final Acknowledgement handled = new Acknowledgement.Handled();

  /** C1, O4: acknowledged when its cascade has succeeded, or with the reason why not. */
  @Test
  void commandFromOutside_isAcknowledged_whenItsCascadeHasSucceeded() throws Exception {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> stage(p, v));
        })) {
      AgentRef x = stage.probe("x");
      assertThat(x.lane("a", Integer.class).commandAcknowledged(1).get()).isEqualTo(handled);
      Acknowledgement failed = x.commandAcknowledged("a", -1).get();
      assertThat(failed).isInstanceOf(Acknowledgement.Failed.class);
      assertThat(((Acknowledgement.Failed) failed).cause())
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseMessage("negative");
      Acknowledgement none = x.commandAcknowledged("nothing", 1).get();
      assertThat(((Acknowledgement.Failed) none).cause())
          .hasMessage("[PL-O4.2] /probe/x has no lane 'nothing'");
    }
  }

  private static void stage(Probe probe, int value) {
    if (value < 0) {
      throw new IllegalStateException("negative");
    }
    probe.b.set(value);
  }

  /** S1's way back: from an agent, the acknowledgement is a root event of the sender. */
  @Test
  void commandFromAnAgent_isAcknowledged_toItsHandler_asARootEvent() throws Exception {
    CountDownLatch told = new CountDownLatch(2);
    try (Stage stage = Stage.of(p -> p.a.on(v -> stage(p, v)))) {
      stage.run(
          "y",
          p -> {
            for (int value : new int[] {1, -1}) {
              p.other("/probe/x")
                  .command(
                      "a",
                      value,
                      ack -> {
                        p.b.set(p.b.get() + 1);
                        stage.note(p.b.get() + " " + ack.getClass().getSimpleName());
                        told.countDown();
                      });
            }
            stage.note("goes on");
          });
      told.await();
      assertThat(stage.trace).containsExactly("goes on", "1 Handled", "2 Failed");
    }
  }

  /** Bad input: a handler cannot wait for what leaves after it. */
  @Test
  void acknowledgement_askedForInTheWrongPlace_isRefused() {
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p ->
          assertThatThrownBy(() -> p.other("/probe/y").commandAcknowledged("a", 1))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageContaining("use command(lane, value, acknowledged)"));
      assertThatThrownBy(() -> stage.probe("y").command("a", 1, ack -> {}))
          .isInstanceOf(LaneAccessException.class)
          .hasMessageContaining("use commandAcknowledged(lane, value)");
    }
  }

  /** F2: a cascade that fails waits for no acknowledgement. */
  @Test
  void cascadeThatFails_sendsNothing_andIsToldNothing() throws Exception {
    try (Stage stage =
        Stage.of(p -> p.a.on(v -> stage(p, v)), o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      assertThatThrownBy(() ->
              stage.run(
                  "y",
                  p -> {
                    p.other("/probe/x").command("a", 1, ack -> stage.note("told"));
                    throw new IllegalStateException("on purpose");
                  }))
          .isInstanceOf(AgentFailedException.class);
      stage.plane.awaitQuiet();
      int b = stage.ask(p -> p.b.get());
      assertThat(b).isZero();
      assertThat(stage.trace).isEmpty();
    }
  }

  /** O1: a broadcast reaches those that are alive, makes none, and leaves with the cascade. */
  @Test
  void broadcast_reachesEveryAgentOfTheRouteThatIsAlive_andMakesNone() throws Exception {
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> {})))
                .route("/other/:name", () -> new Probe(p -> {})))) {
      stage.run("x", p -> {});
      stage.run("y", p -> {});
      stage.plane.agent("/other/z").ask(Probe.class, p -> 0);
      assertThat(stage.plane.broadcast("/probe/:name", "a", 5)).isEqualTo(2);
      assertThat(stage.plane.agents("/probe/:name")).containsExactly("/probe/x", "/probe/y");
      stage
          .plane
          .agent("/other/z")
          .ask(
              Probe.class,
              p -> {
                p.broadcast("/probe/:name", "b", 6);
                return 0;
              });
      stage.plane.awaitQuiet();
      for (String name : new String[] {"x", "y"}) {
        int a = stage.ask(name, p -> p.a.get());
        int b = stage.ask(name, p -> p.b.get());
        assertThat(a).isEqualTo(5);
        assertThat(b).isEqualTo(6);
      }
      int untouched = stage.plane.agent("/other/z").ask(Probe.class, p -> p.a.get());
      assertThat(untouched).isZero();
      assertThatThrownBy(() -> stage.plane.broadcast("/nothing", "a", 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "[PL-O4.7] the plane has no route '/nothing'; its routes are [/probe/:name, /other/:name]");
    }
  }

  /** Law O4: acknowledged commands that reach nobody are told, and dead letters. */
  @Test
  void acknowledgedCommand_whereThePlaneCloses_isTold() {
    Stage stage = Stage.of(p -> {});
    stage.run(p -> {});
    AgentRef x = stage.probe("x");
    stage.plane.close(Closing.DROP);
    assertThatThrownBy(() -> x.commandAcknowledged("a", 1))
        .isInstanceOf(PlaneClosedException.class);
  }

  /** L1, L3: an acknowledgement for an instance that has ended makes no other one. */
  @Test
  void acknowledgement_forAnInstanceThatHasEnded_isForNobody() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p -> {
          p.door.on(v -> {
            p.other("/probe/y").command("a", 1, ack -> p.a.set(99));
          });
          p.c.on(v -> {
            blocked.countDown();
            go.await();
            p.end();
          });
        })) {
      stage.probe("x").command("door", "ask for it");
      stage.probe("x").command("c", 1);
      blocked.await();
      stage.ask("y", p -> 0); // which has acknowledged by now
      go.countDown();
      stage.plane.awaitQuiet();
      assertThat(stage.plane.agents("/probe/:name")).containsExactly("/probe/y");
    }
  }

  /** O3: a broadcast that waits behind the end of its agent is a dead letter, not nothing. */
  @Test
  void broadcast_behindTheEndOfTheAgent_isADeadLetter() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p ->
            p.c.on(v -> {
              blocked.countDown();
              go.await();
              p.end();
            }))) {
      stage.probe("x").command("c", 1);
      blocked.await();
      assertThat(stage.plane.broadcast("/probe/:name", "a", 5)).isEqualTo(1);
      go.countDown();
      stage.plane.awaitQuiet();
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason, DeadLetter::value)
          .containsExactly(org.assertj.core.groups.Tuple.tuple(DeadLetter.Reason.ENDED, 5));
    }
  }

  /** F2, O4: a command that no route takes is an error to its sender, and tells nobody later. */
  @Test
  void acknowledgedCommand_toNoRoute_failsItsCascade_andItsHandlerIsNotTold() throws Exception {
    try (Stage stage = Stage.of(p -> {}, o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      assertThatThrownBy(
              () -> stage.run(p -> p.other("/none").command("a", 1, ack -> stage.note("told"))))
          .hasCauseInstanceOf(NoRouteException.class);
      stage.plane.awaitQuiet();
      assertThat(stage.trace).isEmpty();
    }
  }

  /** L1: what an agent has under way begins with onStart, not in its constructor. */
  @Test
  void constructor_thatBeginsATimer_isRefusedWithTheRemedy() {
    try (Stage stage = Stage.of(p -> p.after(Duration.ofSeconds(1), () -> {}))) {
      assertThatThrownBy(() -> stage.run(p -> {}))
          .hasRootCauseInstanceOf(LaneAccessException.class)
          .hasStackTraceContaining("an agent has them from onStart() on; begin them there");
    }
  }

  /** L5: suspended work may close the plane: it does not wait for itself. */
  @Test
  void suspendedWork_mayCloseThePlane() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    Stage stage = Stage.of(p -> {});
    stage.run(p ->
        p.suspend(
            () -> {
              stage.plane.close();
              closed.countDown();
              return 0;
            },
            v -> {}));
    closed.await();
    assertThat(stage.plane.agents()).isZero();
  }

  @Test
  void backoff_thatGrowsFromNothing_staysNothing() {
    Backoff backoff = new Backoff(Duration.ZERO, 2, Duration.ofSeconds(10));
    assertThat(backoff.delay(5_000)).isZero();
    assertThat(new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10)).delay(5_000))
        .isEqualTo(Duration.ofSeconds(10));
  }
}
