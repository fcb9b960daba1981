package dev.parklane.stress.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

/** No figure of a page drifts from the run that it comes from. */
class FiguresTest {
  private static final Path MODULE = Path.of("");
  private static final Path KEPT = MODULE.resolve(Kept.FOLDER);

  @Test
  void tablesOfThePages_areThoseOfTheKeptRun() throws IOException {
    Page page = Kept.read(MODULE);

    assertThat(Readme.between(Files.readString(MODULE.resolve("README.md")), Readme.WHOLE))
        .as("write them with mvn -q -Pbench compile exec:exec -Dbench=tables")
        .isEqualTo(Kept.whole(page))
        .contains("| to reach | met |");
    assertThat(Readme.between(Files.readString(MODULE.resolve("../README.md")), Readme.BRIEF))
        .isEqualTo(Markdown.brief(page))
        .contains("a triggered write");
  }

  @Test
  void rowsAndPictureOfTheKeptRun_areMadeOfItsFigures() throws IOException {
    Page page = Kept.read(MODULE);

    assertThat(Files.readString(KEPT.resolve(Kept.JSON))).isEqualTo(PageJson.of(page));
    assertThat(Files.readString(KEPT.resolve(Markdown.PLOT))).isEqualTo(Plot.of(page.cells()));
  }

  @Test
  void everyRow_isOfABenchmarkThatThereIs() throws IOException {
    TreeSet<String> programs =
        Measurements.all().stream()
            .map(Measurement::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Predicate<String> measured =
        name ->
            isBenchmark(name)
                || programs.contains(name.substring(0, name.indexOf('.')))
                || name.startsWith("Growth.");
    List<String> named =
        Stream.of(Rows.withGoals(), MoreRows.all(), BriefRows.all())
            .flatMap(List::stream)
            .flatMap(Row::benchmarks)
            .toList();

    assertThat(named).hasSizeGreaterThan(50).allMatch(measured);
  }

  private static boolean isBenchmark(String name) {
    String[] parts = name.split("\\.");
    try {
      Class<?> type = Class.forName("dev.parklane.stress.bench." + parts[0]);
      return Stream.of(type.getDeclaredMethods())
          .anyMatch(method ->
              method.getName().equals(parts[1]) && method.isAnnotationPresent(Benchmark.class));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
