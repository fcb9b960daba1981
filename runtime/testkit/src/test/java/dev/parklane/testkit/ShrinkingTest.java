package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Q2: what a failure shrinks to is that failure, and no other that the scenario has as well. */
@Timeout(300)
class ShrinkingTest {
  private static final int MIXTURES = Integer.getInteger("parklane.shrinking.mixtures", 60);
  private static final int PROGRAMS = 3;
  private static final int COMMANDS = 3; // of each

  /** Where a planted error shows. */
  private enum Shows {
    IN_THE_SCENARIO,
    IN_THE_SCENARIO_BY_ANOTHER_EXCEPTION,
    IN_THE_AGENT
  }

  /**
   * An error that is there where commands come in an order.
   *
   * @param name of letters, as numbers in messages do not tell failures apart
   * @param order of some of the commands, with or without others in between
   */
  private record Planted(String name, List<String> order, Shows shows) {
    boolean isIn(List<String> commands) {
      int next = 0;
      for (String command : commands) {
        next += next < order.size() && command.equals(order.get(next)) ? 1 : 0;
      }
      return next == order.size();
    }
  }

  /** Writes down in which order commands come. */
  private static final class Notes extends Agent {
    private final List<String> commands = new ArrayList<>();

    Notes(List<Planted> errors) {
      new CommandLane<>(this, "note", String.class)
          .onCommand(command -> {
            commands.add(command);
            for (Planted error : errors) {
              if (error.shows() == Shows.IN_THE_AGENT && error.isIn(commands)) {
                throw new AssertionError("in the agent: " + error.name());
              }
            }
          });
    }
  }

  private static Scenario scenario(List<Planted> errors) {
    return simulation -> {
      try (Plane plane =
          simulation.start(Plane.builder().route("/notes", () -> new Notes(errors)))) {
        for (int i = 0; i < PROGRAMS; i++) {
          String program = Character.toString('a' + i);
          simulation.program(
              program,
              () -> {
                for (int n = 1; n <= COMMANDS; n++) {
                  plane.agent("/notes").command("note", program + n);
                  simulation.pause();
                }
              });
        }
        simulation.settle();
        check(errors, plane.agent("/notes").ask(Notes.class, notes -> notes.commands));
      }
    };
  }

  private static void check(List<Planted> errors, List<String> commands) {
    for (Planted error : errors) {
      if (error.isIn(commands)) {
        switch (error.shows()) {
          case IN_THE_SCENARIO -> throw new AssertionError("after 1 run: " + error.name());
          case IN_THE_SCENARIO_BY_ANOTHER_EXCEPTION ->
              throw new IllegalStateException("of 1: " + error.name());
          case IN_THE_AGENT -> {}
        }
      }
    }
  }

  private static List<Planted> mixture(Random random) {
    List<Planted> errors = new ArrayList<>();
    for (String name : List.of("lost", "doubled", "late")) {
      List<String> commands = new ArrayList<>();
      for (int i = 0; i < PROGRAMS; i++) {
        for (int n = 1; n <= COMMANDS; n++) {
          commands.add(Character.toString('a' + i) + n);
        }
      }
      Collections.shuffle(commands, random);
      List<String> order = List.copyOf(commands.subList(0, 2 + random.nextInt(2)));
      errors.add(new Planted(name, order, Shows.values()[random.nextInt(Shows.values().length)]));
    }
    return errors;
  }

  private static String nameIn(SimulationFailure failure) {
    String message = String.valueOf(failure.getCause().getMessage());
    return message.substring(message.lastIndexOf(' ') + 1);
  }

  /** Of mixtures of errors, pairs at one assertion included, each failure keeps its error. */
  @Test
  void shrunkFailure_isTheSame() {
    int shrunk = 0;
    int simpler = 0;
    for (int seed = 0; seed < MIXTURES; seed++) {
      Random random = new Random(seed);
      Scenario scenario = scenario(mixture(random));
      List<SimulationFailure> failures =
          Exploration.of(scenario).schedules(5).failures().stream().limit(2).toList();
      for (SimulationFailure failure : failures) {
        SimulationFailure simplest = new Shrinker(failure, scenario, failure::isSameAs).shrink();
        assertThat(nameIn(simplest)).as("mixture %d", seed).isEqualTo(nameIn(failure));
        assertThat(simplest.choices().size()).isLessThanOrEqualTo(failure.choices().size());
        assertThat(simplest.choices().isEmpty() ? 1 : simplest.choices().getLast())
            .as("the last choice")
            .isPositive();
        shrunk++;
        simpler += simplest.choices().size() < failure.choices().size() ? 1 : 0;
      }
    }
    assertThat(shrunk).as("failures").isGreaterThan(MIXTURES / 3);
    assertThat(simpler).as("of %d that got simpler", shrunk).isGreaterThan(shrunk / 2);
  }

  /** Where one assertion fails for two causes, and says the same, the test decides. */
  @Test
  void predicate_decidesWhatIsTheSame() {
    Scenario scenario =
        simulation -> {
          List<Planted> none = List.of();
          try (Plane plane =
              simulation.start(Plane.builder().route("/notes", () -> new Notes(none)))) {
            for (String program : List.of("a", "b", "c")) {
              simulation.program(program, () -> plane.agent("/notes").command("note", program));
            }
            simulation.settle();
            List<String> notes = plane.agent("/notes").ask(Notes.class, n -> n.commands);
            simulation.note("first was " + notes.getFirst());
            if (!notes.getFirst().equals("a")) {
              throw new AssertionError("another was first");
            }
          }
        };
    SimulationFailure found =
        Exploration.of(scenario).schedules(50).failures().stream()
            .filter(failure -> failure.trace().lines().contains("note first was c"))
            .findFirst()
            .orElseThrow();
    SimulationFailure simplest =
        found.shrunk(scenario, failure -> failure.trace().lines().contains("note first was c"));
    assertThat(simplest.trace().lines()).contains("note first was c");
    assertThat(simplest.choices()).isEqualTo(List.of(2));
  }
}
