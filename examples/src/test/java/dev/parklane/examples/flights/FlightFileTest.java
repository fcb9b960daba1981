package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightFileTest {
  private final List<BadLine> badLines = new ArrayList<>();

  @Test
  void line_good_isTheFlight() throws IOException {
    List<Flight> flights = read(Flight.COLUMNS, "2001-01-01T01:24,LAS,OAK,407,-5");

    assertThat(flights)
        .containsExactly(new Flight(LocalDateTime.of(2001, 1, 1, 1, 24), "LAS", "OAK", 407, -5));
    assertThat(badLines).isEmpty();
  }

  @Test
  void lines_badOnes_areToldWithFileNumberAndReasonAndSkipped() throws IOException {
    List<Flight> flights =
        read(
            Flight.COLUMNS,
            "2001-01-01T00:47,DTW,LAS,1750",
            "2001-02-30T00:47,DTW,LAS,1750,66",
            "2001-01-01T01:10,HNL,SFO,2399,95",
            "",
            "2001-01-01T01:24,LAS,OAK,407,late",
            "2001-01-01T01:24,KLAS,OAK,407,-5",
            "2001-01-01T01:24,LAS,oak,407,-5",
            "2001-01-01T01:24,LAS,OAK,4e2,-5",
            "2001-01-01T01:24,LAS,OAK,407,-5,",
            "2001-01-01T01:39,LAS,PHX,256,4");

    assertThat(badLines.stream().map(BadLine::toString))
        .containsExactly(
            "test.csv:2: 4 columns in place of the 5 of " + Flight.COLUMNS + "; skipped",
            "test.csv:3: departure '2001-02-30T00:47' is no date and time such as 2001-01-31T18:05;"
                + " skipped",
            "test.csv:5: the line is blank; skipped",
            "test.csv:6: delay_minutes 'late' is no whole number; skipped",
            "test.csv:7: origin 'KLAS' is no airport code such as ATL; skipped",
            "test.csv:8: destination 'oak' is no airport code such as ATL; skipped",
            "test.csv:9: distance_miles '4e2' is no whole number; skipped",
            "test.csv:10: 6 columns in place of the 5 of " + Flight.COLUMNS + "; skipped");
    assertThat(flights).extracting(Flight::origin).containsExactly("HNL", "LAS");
  }

  @Test
  void firstLine_withoutHeadings_isAFlightLikeAnyOther() throws IOException {
    assertThat(read("2001-01-01T01:24,LAS,OAK,407,-5")).hasSize(1);
  }

  private List<Flight> read(String... lines) throws IOException {
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return new FlightFile("test.csv", () -> new ByteArrayInputStream(bytes)).read(badLines::add);
  }
}
