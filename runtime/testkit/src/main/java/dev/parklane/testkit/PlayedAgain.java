package dev.parklane.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** The line that plays a run again. */
sealed interface PlayedAgain {
  /** With what it was played. */
  String line(long seed, List<Integer> choices, Faults faults);

  /** With choices in place of those that its strategy makes. */
  default String shrunk(long seed, List<Integer> choices, Faults faults) {
    return line(seed, choices, faults);
  }

  private static String listed(List<Integer> choices) {
    return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** In code, with the scenario. */
  record ByScenario() implements PlayedAgain {
    @Override
    public String line(long seed, List<Integer> choices, Faults faults) {
      return "Simulation.run(%dL, Strategy.choices(%s), %sscenario)"
          .formatted(seed, listed(choices), faults.equals(Faults.none()) ? "" : faults + ", ");
    }
  }

  /**
   * As a test, by an annotation or properties.
   *
   * @param strategy with which it was played
   */
  record ByTest(Strategy strategy) implements PlayedAgain {
    @Override
    public String line(long seed, List<Integer> choices, Faults faults) {
      return strategy instanceof GivenChoices
          ? shrunk(seed, choices, faults)
          : "@Seed(%1$dL) at the test, or -Dparklane.seed=%1$d".formatted(seed);
    }

    @Override
    public String shrunk(long seed, List<Integer> choices, Faults faults) {
      String listed = listed(Shrinker.trimmed(choices));
      String some = listed.isEmpty() ? "0" : listed; // none would be those of the seed
      return "@Seed(value = %1$dL, choices = {%2$s}) at the test, or -Dparklane.seed=%1$d -Dparklane.choices=%3$s"
          .formatted(seed, some, some.replace(" ", ""));
    }
  }
}
