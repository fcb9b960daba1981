package dev.parklane.examples.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A file of flights, one on each line under a line of headings.
 *
 * @param name what messages call it
 */
record FlightFile(String name, Source source) {
  private static final String SHIPPED = "flights.csv";

  /** Where the lines come from. */
  @FunctionalInterface
  interface Source {
    /** Opens it; the caller closes. */
    InputStream open() throws IOException;
  }

  /** The file that comes with the example: 20,000 flights of January to March 2001. */
  static FlightFile shipped() {
    return new FlightFile(
        SHIPPED, () -> Objects.requireNonNull(FlightFile.class.getResourceAsStream(SHIPPED)));
  }

  /** A file of the same form. */
  static FlightFile at(Path path) {
    return new FlightFile(path.toString(), () -> Files.newInputStream(path));
  }

  /** Its flights, in the order of its lines; lines that hold none are told and skipped. */
  List<Flight> read(Consumer<BadLine> badLines) throws IOException {
    List<Flight> flights = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (number == 1 && line.equals(Flight.COLUMNS)) {
          continue;
        }
        try {
          flights.add(Flight.parse(line));
        } catch (IllegalArgumentException e) {
          badLines.accept(new BadLine(name, number, Objects.toString(e.getMessage())));
        }
      }
    }
    return flights;
  }
}
