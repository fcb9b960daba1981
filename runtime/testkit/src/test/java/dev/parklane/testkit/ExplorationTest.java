package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What explorations find, and what failures shrink to. */
@Timeout(120)
class ExplorationTest {
  /** Goes away for each command, and writes down who comes back when. */
  private static final class Away extends Agent {
    private final CommandLane<Integer> go = new CommandLane<>(this, "go", Integer.class);

    Away(List<Integer> back) {
      go.onCommand(n -> suspend(() -> n, back::add));
    }
  }

  /** S1: suspended work of one agent can end in any order, with every strategy. */
  @Test
  void suspendedWorkOfOneAgent_comesBackInAnyOrder() {
    Exploration.Of away =
        Exploration.of(simulation -> {
          List<Integer> back = new ArrayList<>();
          try (Plane plane =
              simulation.start(Plane.builder().route("/away", () -> new Away(back)))) {
            plane.agent("/away").command("go", 1);
            plane.agent("/away").command("go", 2);
            simulation.settle();
          }
          assertThat(back).isNotEqualTo(List.of(2, 1));
        });
    assertThat(away.schedules(100).failed()).as("at random").isPositive();
    assertThat(away.with(Strategy.pct(1, 10)).schedules(100).failed())
        .as("by priorities")
        .isPositive();
  }

  /** Programs that end in an order which the choices decide. */
  private static List<Integer> order(Simulation simulation, int programs, int pauses) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < programs; i++) {
      int program = i;
      simulation.program(
          "program " + program,
          () -> {
            for (int pause = 0; pause < pauses; pause++) {
              simulation.pause();
            }
            order.add(program);
          });
    }
    simulation.awaitPrograms();
    return order;
  }

  /** What is simpler, but fails for another reason, is no simpler form of a failure. */
  @Test
  void shrunk_isTheSameFailure() {
    Scenario scenario =
        simulation -> {
          List<Integer> order = order(simulation, 3, 1);
          assertThat(order).isNotEqualTo(List.of(2, 1, 0));
          if (order.equals(List.of(0, 1, 2))) {
            throw new IllegalStateException("another failure");
          }
        };
    SimulationFailure found =
        Exploration.of(scenario).schedules(100).failures().stream()
            .filter(failure -> failure.getCause() instanceof AssertionError)
            .findFirst()
            .orElseThrow();
    SimulationFailure shrunk = found.shrunk(scenario);
    assertThat(shrunk.getCause()).hasSameClassAs(found.getCause());
    assertThat(shrunk.choices()).isEqualTo(List.of(2, 0, 0, 0, 1));
  }

  /** What plays nothing has shown nothing. */
  @Test
  void exploration_playsAtLeastOnce() {
    Exploration.Of nothing = Exploration.of(simulation -> {});
    assertThatThrownBy(() -> nothing.schedules(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-Q3] 0 schedules show nothing: give 1 or more");
    assertThatThrownBy(() -> nothing.all(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-Q3] -1 schedules show nothing: give 1 or more");
    assertThatThrownBy(() -> Strategy.choices(0, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-Q3.3] choice -1: give the index of what runs, 0 or more");
  }
}
