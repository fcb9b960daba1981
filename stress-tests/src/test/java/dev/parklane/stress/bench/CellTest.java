package dev.parklane.stress.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What programs that measure tell, and what is made of several. */
class CellTest {
  private static Cell cell(double score) {
    return new Cell("A.b", Map.of("n", "10"), score, Cell.UNKNOWN, "ns", 1);
  }

  @Test
  void printedFigure_isReadBack() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      Cell.print("A.b", 1.5, 0.25, "ns", "n", "10", "setting", "threads 2, throughput 5");
    } finally {
      System.setOut(out);
    }

    assertThat(Cell.of(printed.toString(StandardCharsets.UTF_8).strip()))
        .contains(
            new Cell(
                "A.b",
                Map.of("n", "10", "setting", "threads 2, throughput 5"),
                1.5,
                0.25,
                "ns",
                1));
    assertThat(Cell.of("Replaying 20,000 flights")).isEmpty();
  }

  @Test
  void median_tellsHowFarTheFarthestForkIsOff() {
    Cell median = Cell.median(List.of(cell(3), cell(1), cell(10)));

    assertThat(median.score()).isEqualTo(3);
    assertThat(median.error()).isEqualTo(7);
    assertThat(median.forks()).isEqualTo(3);
    assertThat(Cell.median(List.of(cell(3)))).isEqualTo(cell(3));
    assertThat(Cell.medianOf(1, 2, 4, 8)).isEqualTo(3);
  }

  @Test
  void median_isOfTheSameValuesOnly() {
    assertThat(cell(1).isSameAs(cell(2))).isTrue();
    assertThat(cell(1).isSameAs(new Cell("A.b", Map.of("n", "11"), 1, Cell.UNKNOWN, "ns", 1)))
        .isFalse();
  }
}
