package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import dev.parklane.examples.Printed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightsTest {
  private final Captured out = new Captured();
  private final Captured err = new Captured();

  @TempDir private Path folder;

  @Test
  void program_shippedFile_printsTableTotalsAndDepth() throws Exception {
    Printed printed = Printed.by("flights");

    assertThat(printed.err().lines()).isEmpty();
    assertThat(printed.out().lines())
        .contains(
            "  20,000 flights, 224 airports, 4,349 more than 15 minutes late,"
                + " mean delay 7.70 minutes",
            "  checked: a plain loop over the file comes to the same")
        .anyMatch(line -> line.startsWith("  DFW  Dallas-Fort Worth, TX       1,103    269"))
        .anyMatch(line -> line.matches("  TX +\\d+ +2,400 .*"))
        .anyMatch(line -> line.matches(" +522  BMI .* ORD  Chicago, IL .* 2001-02-25 14:50"))
        .anyMatch(line -> line.matches(".* events per second; greatest cascade depth 3"));
  }

  @Test
  void program_oneBadLine_tellsItAndReplaysTheOthers() throws Exception {
    Path file =
        write(
            Flight.COLUMNS + "\n2001-01-01T00:47,DTW,LAS,1750,66\n2001-01-01T01:10,HNL,SFO,2399\n");

    int code = Flights.run(file.toString(), "", out, err);

    assertThat(code).isZero();
    assertThat(err.lines())
        .containsExactly(
            file + ":3: 4 columns in place of the 5 of " + Flight.COLUMNS + "; skipped");
    assertThat(out.text()).contains("1 flights, 2 airports, 1 more than 15 minutes late");
  }

  @Test
  void program_fileWithoutFlights_reportsZeros() throws Exception {
    int code = Flights.run(write("").toString(), "", out, err);

    assertThat(code).isZero();
    assertThat(out.text())
        .contains("0 flights, 0 airports, 0 more than 15 minutes late, mean delay 0.00 minutes");
  }

  @Test
  void program_missingFile_namesItAndTheRemedy() throws Exception {
    Path missing = folder.resolve("no-such.csv");

    int code = Flights.run(missing.toString(), "", out, err);

    assertThat(code).isEqualTo(2);
    assertThat(err.text())
        .contains("cannot read the flights in '" + missing + "': there is no " + missing)
        .contains("give -Dflights the path of a file that can be read");
  }

  @Test
  void program_folderInPlaceOfAFile_isTold() throws Exception {
    int code = Flights.run(folder.toString(), "", out, err);

    assertThat(code).isEqualTo(2);
    assertThat(err.text()).contains("cannot read the flights in '" + folder + "'");
  }

  /** Fast enough that nobody waits for it: what it comes to does not depend on the speed. */
  @Test
  void program_onALiveClock_comesToTheSame() throws Exception {
    Path file =
        write(
            Flight.COLUMNS
                + "\n2001-01-01T00:47,DTW,LAS,1750,66\n2001-01-01T01:00,LAS,SFO,414,-5\n");

    int code = Flights.run(file.toString(), "10000000", out, err);

    assertThat(err.lines()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.text())
        .contains("2 flights, 3 airports, 1 more than 15 minutes late")
        .contains("on a live clock, 10,000,000 times faster");
  }

  @Test
  void program_speedThatIsNone_isTold() throws Exception {
    int code = Flights.run("", "fast", out, err);

    assertThat(code).isEqualTo(2);
    assertThat(err.text())
        .contains("cannot go 'fast' times faster than real time: give -Dlive a whole number");
  }

  private Path write(String text) throws Exception {
    return Files.writeString(folder.resolve("flights.csv"), text);
  }
}
