package dev.parklane.examples.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The cities of the airports, from the list that comes with the example. */
final class Cities {
  private static final String AIRPORTS = "airports.csv";

  private final Map<String, String> cities = new HashMap<>();

  /** Reads the list. */
  Cities() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Cities.class.getResourceAsStream(AIRPORTS)),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // code, name, city, state, latitude, longitude: only a name has commas of its own
        String[] columns = line.split(",");
        cities.put(columns[0], columns[columns.length - 4] + ", " + columns[columns.length - 3]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the example lacks its own list of airports", e);
    }
  }

  /** As in {@code Atlanta, GA}; empty where the airport is not on the list. */
  String of(String code) {
    return cities.getOrDefault(code, "");
  }
}
