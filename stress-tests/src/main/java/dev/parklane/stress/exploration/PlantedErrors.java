package dev.parklane.stress.exploration;

import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Who finds planted errors how soon: an exploration of all orders, schedules at random, and
 * schedules by priorities. All of it follows from seeds, so that it is the same on each machine.
 */
public final class PlantedErrors {
  static final int MOST = 2_000; // schedules of each
  private static final int STEPS = 40; // about so many choices has a run

  private PlantedErrors() {}

  /** Prints the table, as Markdown. */
  public static void main() {
    table(PlantedError.all()).forEach(System.out::println);
  }

  static List<String> table(List<PlantedError> errors) {
    List<String> lines = new ArrayList<>();
    lines.add("| what is wrong | depth | all orders | fail | at random | by priorities |");
    lines.add("|---|---|---|---|---|---|");
    errors.forEach(error -> lines.add(row(error)));
    return lines;
  }

  static String row(PlantedError error) {
    return "| %s | %d | %s | %s | %s |"
        .formatted(
            error.name(),
            error.depth(),
            all(error),
            drawn(error, Strategy.random()),
            drawn(error, Strategy.pct(error.depth(), STEPS)));
  }

  /** As in {@code 6 | 2}: so many orders there are, and so many of them fail. */
  static String all(PlantedError error) {
    Exploration all = Exploration.of(error.scenario()).all(MOST);
    return String.format(
        Locale.ROOT, "%s%,d | %,d", all.complete() ? "" : "more than ", all.runs(), all.failed());
  }

  /** As in {@code 1 of 27 fails}. */
  private static String drawn(PlantedError error, Strategy strategy) {
    long failed = Exploration.of(error.scenario()).with(strategy).schedules(MOST).failed();
    return failed == 0
        ? String.format(Locale.ROOT, "none of %,d", MOST)
        : String.format(Locale.ROOT, "1 of %.1f", (double) MOST / failed);
  }
}
