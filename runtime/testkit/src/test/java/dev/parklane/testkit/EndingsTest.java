package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;

/** How a simulation can end other than well, and what is said then. */
@Timeout(120)
class EndingsTest {
  /** Plays with another for ever, asserts, or comes late. */
  private static final class Player extends Agent {
    private final CommandLane<String> play = new CommandLane<>(this, "play", String.class);

    Player() {
      play.onCommand(what -> {
        switch (what) {
          case "ball" ->
              agent("/player/" + ("/player/1".equals(uri()) ? 2 : 1)).command("play", what);
          case "assert" -> assertThat(what).isEqualTo("ball");
          default -> after(Duration.ofSeconds(1), () -> {});
        }
      });
    }
  }

  private static Plane start(Simulation simulation) {
    return simulation.start(Plane.builder().route("/player/:n", Player::new));
  }

  /**
   * Agents that keep each other busy for ever end with the seed, not with the patience of a user.
   */
  @Test
  void endlessPlay_isAFailure() {
    assertThatThrownBy(() ->
            Simulation.run(
                9,
                simulation -> {
                  simulation.limitSteps(1_000);
                  Plane plane = start(simulation);
                  plane.agent("/player/1").command("play", "ball");
                  plane.awaitQuiet();
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasCauseInstanceOf(StallException.class)
        .hasMessageContaining("has not come after 1,000 choices")
        .hasMessageContaining("limitSteps")
        .hasMessageContaining("Simulation.run(9L");
  }

  @Test
  void endlessSettling_isAFailureToo() {
    assertThatThrownBy(() ->
            Simulation.run(
                9,
                simulation -> {
                  simulation.limitSteps(1_000);
                  start(simulation).agent("/player/1").command("play", "ball");
                  simulation.settle();
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("has not come after 1,000 choices");
  }

  @Test
  void limitOfNothing_isRefused() {
    assertThatThrownBy(() -> Simulation.run(1, simulation -> simulation.limitSteps(0)))
        .hasMessageContaining("0 choices");
  }

  /** F6 keeps it from the scenario: an assertion in a handler would pass unseen. */
  @Test
  void assertionInAHandler_failsTheRun() {
    Exploration explored =
        Exploration.of(
                simulation -> {
                  try (Plane plane = start(simulation)) {
                    plane.agent("/player/1").command("play", "assert");
                  }
                })
            .schedules(3);
    assertThat(explored.failed()).isEqualTo(3);
    assertThat(explored.failures().getFirst())
        .hasMessageContaining("an assertion failed in /player/1")
        .hasRootCauseInstanceOf(AssertionError.class);
  }

  /** A test that is aborted is neither passed nor failed. */
  @Test
  void abortedScenario_isAborted() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  throw new TestAbortedException("not today");
                }))
        .isInstanceOf(TestAbortedException.class);
  }

  @Test
  void errorOfTheScenario_hasTheSeed() {
    assertThatThrownBy(() ->
            Simulation.run(
                77,
                simulation -> {
                  throw new NoClassDefFoundError("missing");
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("Simulation.run(77L")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  /** Who is late is named where everything waits for it. */
  @Test
  void stall_namesWhoIsLate() {
    Faults faults = Faults.none().withLateTimers(1, Duration.ofHours(1));
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                Strategy.random(),
                faults,
                simulation -> {
                  Plane plane = start(simulation);
                  plane.agent("/player/1").command("play", "later");
                  simulation.clock().advance(Duration.ofSeconds(1));
                  plane.agent("/player/1").ask(Player.class, Agent::uri);
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("late: /player/1 until");
  }
}
