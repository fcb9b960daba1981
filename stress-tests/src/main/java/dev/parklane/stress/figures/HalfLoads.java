package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.Planes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How late commands are at half load, of each who was put under it; of Pekko its best setting. */
final class HalfLoads {
  /** What is told of each. */
  static final List<String> TITLES = List.of("p50", "p99", "p99.9", "p99.99");

  private static final Ref RATE = Ref.of("HalfLoad.rate");
  private static final String SUBJECT = "subject";
  private static final String PEKKO = "threads";

  /**
   * One of them.
   *
   * @param rate commands a second, half of what it can do
   * @param late nanoseconds, for each of the titles
   */
  record Subject(String who, double rate, List<Double> late) {}

  private HalfLoads() {}

  static List<Subject> of(Cells cells) {
    List<Subject> subjects = new ArrayList<>();
    for (Cell rate : cells.of(RATE.on(Planes.LOCK_STEP))) {
      if (!subject(rate).startsWith(PEKKO)) {
        subjects.add(subject(cells, rate));
      }
    }
    cells.of(RATE.on(Planes.DEFAULT)).forEach(rate -> subjects.add(subject(cells, rate)));
    Optional<Cell> pekko =
        cells.of(RATE).stream()
            .filter(rate -> subject(rate).startsWith(PEKKO))
            .max(Comparator.comparingDouble(Cell::score));
    pekko.ifPresent(rate -> subjects.add(subject(cells, rate)));
    return subjects;
  }

  private static String subject(Cell rate) {
    return rate.params().getOrDefault(SUBJECT, "");
  }

  private static Subject subject(Cells cells, Cell rate) {
    String scheduler = rate.params().getOrDefault("scheduler", "");
    List<Double> late =
        TITLES.stream()
            .map(title ->
                cells.score(
                    Ref.of(
                        "HalfLoad.late",
                        SUBJECT,
                        subject(rate),
                        "scheduler",
                        scheduler,
                        "percentile",
                        title.substring(1))))
            .toList();
    return new Subject(who(subject(rate), scheduler), rate.score(), late);
  }

  private static String who(String subject, String scheduler) {
    if (subject.startsWith(PEKKO)) {
      return "Pekko, an actor that tells its child (" + subject + ")";
    }
    if (subject.equals("executor")) {
      return "a single-thread executor, same state and undo";
    }
    return "Parklane, " + subject + (scheduler.equals(Planes.DEFAULT) ? ", without the flag" : "");
  }
}
