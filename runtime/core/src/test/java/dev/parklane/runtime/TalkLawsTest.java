package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
          .hasMessage("/probe/x has no lane 'nothing'");
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
              "the plane has no route '/nothing'; its routes are [/probe/:name, /other/:name]");
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
}
