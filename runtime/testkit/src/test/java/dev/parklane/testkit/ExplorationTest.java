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
}
