package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Cell;
import dev.parklane.stress.bench.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks, or some of them, prints what they have measured, and writes it as a page: in
 * Markdown, JSON and SVG.
 *
 * <pre>{@code mvn -q -Pbench compile exec:exec -Dbench=Trigger}</pre>
 */
public final class Benchmarks {
  private static final String KEEP = "keep";
  private static final String TABLES = "tables";
  private static final String FIGURES = "figures";
  private static final double NANOS_PER_MINUTE = 60e9;

  private final Pace pace;
  private final List<Cell> cells = new ArrayList<>();

  private Benchmarks(Pace pace) {
    this.pace = pace;
  }

  /**
   * Takes which: {@code figures} for all that has to do with goals; {@code keep} for none, but to
   * keep the page of the last run with the sources; {@code tables} for none, but to write the
   * tables of the run that is kept; else a regular expression for their names. Then how thorough:
   * {@code full} or {@code quick}.
   */
  public static void main(String[] arguments)
      throws RunnerException, IOException, InterruptedException {
    String which = arguments.length < 1 ? ".*" : arguments[0];
    Path module = Path.of("");
    switch (which) {
      case KEEP -> Kept.keep(module);
      case TABLES -> Kept.write(module);
      default -> measure(which, arguments, module);
    }
  }

  private static void measure(String which, String[] arguments, Path module)
      throws RunnerException, IOException, InterruptedException {
    Pace pace =
        arguments.length < 2 ? Pace.FULL : Pace.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    long start = System.nanoTime();
    Benchmarks benchmarks = new Benchmarks(pace);
    benchmarks.run(which);
    benchmarks.write(module.resolve(Page.FOLDER), (System.nanoTime() - start) / NANOS_PER_MINUTE);
  }

  private void run(String which) throws RunnerException, IOException, InterruptedException {
    Set<String> withGoals =
        Rows.withGoals().stream().flatMap(Row::benchmarks).collect(Collectors.toSet());
    boolean goalsOnly = which.equals(FIGURES);
    Predicate<String> picked =
        goalsOnly ? withGoals::contains : Pattern.compile(which).asPredicate();
    for (Measurement measurement : Measurements.all()) {
      if (goalsOnly ? measurement.isOfFigures() : picked.test(measurement.name())) {
        System.out.println(measurement);
        List<Cell> measured = measurement.run(pace);
        measured.forEach(System.out::println);
        cells.addAll(measured);
      }
    }
    JmhRuns jmh = new JmhRuns(pace);
    cells.addAll(jmh.run(picked.and(withGoals::contains), pace.forks()));
    cells.addAll(jmh.run(picked.and(Predicate.not(withGoals::contains)), 1));
    if (cells.isEmpty()) {
      throw new IllegalArgumentException(
          "no benchmark has a name in which '"
              + which
              + "' is found; give -Dbench a part of one, such as Trigger, or figures, keep or tables");
    }
  }

  private void write(Path folder, double minutes) throws IOException {
    Files.createDirectories(folder);
    String json =
        PageJson.of(new Page(Machine.here(), Instant.now(), minutes, pace, "", new Cells(cells)));
    Page page = PageJson.read(json); // what is shown has the digits that are kept
    Files.writeString(folder.resolve(Kept.JSON), json);
    Files.writeString(folder.resolve(Markdown.PLOT), Plot.of(page.cells()));
    String markdown = Markdown.of(page, Markdown.PLOT);
    Files.writeString(folder.resolve("figures.md"), markdown);
    System.out.println();
    page.cells().all().forEach(System.out::println);
    System.out.printf("%n%s%nwritten to %s%n", markdown, folder.toAbsolutePath());
  }
}
