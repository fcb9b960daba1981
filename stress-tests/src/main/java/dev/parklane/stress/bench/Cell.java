package dev.parklane.stress.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One figure that was measured.
 *
 * @param benchmark what measured it, as in {@code TriggerBenchmark.triggerFromRoot}
 * @param params what it was given
 * @param score the median of what its forks came to
 * @param error how far off that may be: the 99.9 % error of JMH, or where something else measured
 *     it how far the fork that is farthest lies from the median; negative where it is not known
 * @param unit of score and error: {@code ns}, {@code ms}, {@code /s}, {@code bytes}, {@code
 *     threads}
 * @param forks how many JVMs were asked
 */
public record Cell(
    String benchmark,
    Map<String, String> params,
    double score,
    double error,
    String unit,
    int forks) {
  /** The error where it is not known. */
  public static final double UNKNOWN = -1;

  private static final String MARK = "cell";
  private static final String TAB = "\t";

  /** Sorts the parameters by their names. */
  public Cell {
    params = Collections.unmodifiableMap(new TreeMap<>(params));
  }

  /** Prints a figure for the program that has started this JVM. Names and values come in turn. */
  static void print(String benchmark, double score, double error, String unit, String... params) {
    StringBuilder line = new StringBuilder();
    for (Object part : List.of(MARK, benchmark, score, error, unit)) {
      line.append(part).append(TAB);
    }
    System.out.println(line + String.join(TAB, params));
  }

  /** The figure that a line tells of; none where it tells of something else. */
  static Optional<Cell> of(String line) {
    String[] parts = line.split(TAB);
    if (!parts[0].equals(MARK)) {
      return Optional.empty();
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (int i = 5; i + 1 < parts.length; i += 2) {
      params.put(parts[i], parts[i + 1]);
    }
    return Optional.of(
        new Cell(
            parts[1],
            params,
            Double.parseDouble(parts[2]),
            Double.parseDouble(parts[3]),
            parts[4],
            1));
  }

  /** One figure of what several forks came to, all of the same benchmark with the same values. */
  public static Cell median(List<Cell> forks) {
    Cell first = forks.getFirst();
    if (forks.size() == 1) {
      return first;
    }
    double[] scores = forks.stream().mapToDouble(Cell::score).toArray();
    return new Cell(
        first.benchmark,
        first.params,
        Rounds.median(scores),
        Rounds.spread(scores),
        first.unit,
        forks.size());
  }

  /** The median of some scores. */
  public static double medianOf(double... scores) {
    return Rounds.median(scores);
  }

  /** Whether another is the same benchmark with the same values. */
  public boolean isSameAs(Cell other) {
    return benchmark.equals(other.benchmark) && params.equals(other.params);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-72s %,14.1f %s %s",
        benchmark + " " + params,
        score,
        error < 0 ? "" : String.format(Locale.ROOT, "± %,12.1f", error),
        unit);
  }
}
