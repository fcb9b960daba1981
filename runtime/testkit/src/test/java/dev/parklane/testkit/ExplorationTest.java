package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** An agent that others tell of themselves. */
  private static final class Board extends Agent {
    private final List<String> told = new ArrayList<>();

    Board() {
      new CommandLane<>(this, "tell", String.class).onCommand(told::add);
    }
  }

  /** One that tells the board. */
  private static final class Teller extends Agent {
    Teller() {
      new CommandLane<>(this, "go", Integer.class)
          .onCommand(n -> {
            agent("/board").command("tell", uri());
            if (n > 1) {
              agent(uri()).command("go", n - 1);
            }
          });
    }
  }

  private static Scenario tellers(int tellers, int times, Set<List<String>> seen) {
    return simulation -> {
      try (Plane plane =
          simulation.start(
              Plane.builder().route("/board", Board::new).route("/teller/:n", Teller::new))) {
        for (int i = 0; i < tellers; i++) {
          plane.agent("/teller/" + i).command("go", times);
        }
        simulation.settle();
        List<String> told = plane.agent("/board").ask(Board.class, board -> board.told);
        synchronized (seen) {
          seen.add(List.copyOf(told));
        }
      }
    };
  }

  /** Q3: one schedule for each sequence of the mailbox that all share, and it says so. */
  @Test
  void all_playsEachSequenceOfASharedMailboxOnce() {
    Set<List<String>> seen = new HashSet<>();
    Exploration all = Exploration.of(tellers(3, 2, seen)).all(10_000);
    assertThat(all.complete()).isTrue();
    assertThat(seen).hasSize(90); // 6! / (2! 2! 2!)
    assertThat(all.runs()).isEqualTo(90);
    assertThat(all.superfluous()).isZero();
    assertThat(all.coverage())
        .matches("all orders of 4 agents, 90 schedules; [0-9,]+ pruned as equal");
  }

  /** Q3: on several cores the same orders are played, and what is left is said. */
  @Test
  void all_onSeveralCores_playsTheSame() {
    Set<List<String>> seen = new HashSet<>();
    Exploration all = Exploration.of(tellers(3, 2, seen)).onCores(3).all(10_000);
    assertThat(all.complete()).isTrue();
    assertThat(all.orders()).isEqualTo(90);
    assertThat(seen).hasSize(90);
    Exploration some = Exploration.of(tellers(3, 2, seen)).onCores(2).all(20);
    assertThat(some.complete()).isFalse();
    assertThat(some.runs()).isEqualTo(20);
    assertThat(some.coverage())
        .matches("some of the orders of 4 agents, 20 schedules; .* beginnings of others are left");
  }

  /** Q3: with a bound on preemptions fewer orders are played, the more the higher it is. */
  @Test
  void boundOnPreemptions_leavesOrdersOut() {
    int before = 0;
    for (int preemptions : List.of(0, 1, 2)) {
      Exploration bounded =
          Exploration.of(tellers(3, 2, new HashSet<>())).withPreemptions(preemptions).all(10_000);
      assertThat(bounded.complete()).isFalse();
      assertThat(bounded.orders()).isBetween(before + 1, 89);
      assertThat(bounded.coverage()).endsWith("; those with more preemptions are left");
      before = bounded.orders();
    }
  }

  /** Q3: what programs share beside agents is seen where they say so. */
  @Test
  void touches_tellsOfWhatProgramsShare() {
    for (boolean says : List.of(false, true)) {
      Set<List<Integer>> seen = new HashSet<>();
      Exploration all =
          Exploration.of(
                  simulation -> {
                    List<Integer> order = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                      int program = i;
                      simulation.program(
                          "program " + i,
                          () -> {
                            if (says) {
                              simulation.touches("order");
                            }
                            order.add(program);
                          });
                    }
                    simulation.awaitPrograms();
                    seen.add(order);
                  })
              .all(100);
      assertThat(seen).hasSize(says ? 6 : 1);
      assertThat(all.runs()).isEqualTo(says ? 6 : 1);
    }
  }

  /** Q3: what the scenario does when it has been answered may come before what others do. */
  @Test
  void all_playsWhatTheScenarioDoesBeforeAndBehindOthers() {
    bothOrdersArePlayedOf("program");
  }

  /** Q3: a program is no scenario, whatever it is called. */
  @Test
  void program_thatIsCalledScenario_isAProgram() {
    bothOrdersArePlayedOf("scenario");
  }

  private static void bothOrdersArePlayedOf(String name) {
    Set<List<String>> seen = new HashSet<>();
    Exploration.of(
            simulation -> {
              try (Plane plane =
                  simulation.start(
                      Plane.builder()
                          .route("/board", Board::new)
                          .route("/teller/:n", Teller::new))) {
                simulation.program(name, () -> plane.agent("/board").command("tell", "program"));
                plane.agent("/teller/1").ask(Teller.class, teller -> true);
                plane.agent("/board").command("tell", "scenario");
                simulation.settle();
                seen.add(plane.agent("/board").ask(Board.class, board -> List.copyOf(board.told)));
              }
            })
        .all(100);
    assertThat(seen)
        .containsExactlyInAnyOrder(List.of("program", "scenario"), List.of("scenario", "program"));
  }

  /** Q4: a scenario that reads something outside its simulation is told so at once. */
  @Test
  void scenarioThatReadsSomethingOutside_isTold() {
    AtomicInteger plays = new AtomicInteger();
    Exploration.Of outside =
        Exploration.of(simulation -> {
          for (int i = 0; i < plays.get(); i++) {
            simulation.program("program " + i, () -> {});
          }
          plays.incrementAndGet();
          simulation.awaitPrograms();
        });
    assertThatThrownBy(() -> outside.all(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("[PL-Q4.2] the same choices made another run");
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
