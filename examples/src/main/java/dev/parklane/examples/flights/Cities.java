package dev.parklane.examples.flights;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The cities of the airports, from the list that comes with the example. Any thread. */
final class Cities {
  private static final String AIRPORTS = "airports.csv";
  private static final String NO_STATE = "NA"; // on the list for what is in none

  private final Map<String, City> cities = new HashMap<>();

  private record City(String name, String state) {}

  /** Reads the list. */
  Cities() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Cities.class.getResourceAsStream(AIRPORTS)),
                StandardCharsets.UTF_8))) {
      lines.readLine(); // the headings
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        // code, name, city, state, latitude, longitude: only a name has commas of its own
        String[] columns = line.split(",");
        cities.put(columns[0], new City(columns[columns.length - 4], columns[columns.length - 3]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the example lacks its own list of airports", e);
    }
  }

  /** As in {@code Atlanta, GA}; empty where the airport is not on the list. */
  String of(String code) {
    City city = cities.get(code);
    return city == null ? "" : city.name() + ", " + city.state();
  }

  /** The state of an airport, as in {@code GA}; empty where it is in none, or not on the list. */
  Optional<String> state(String code) {
    return Optional.ofNullable(cities.get(code))
        .map(City::state)
        .filter(state -> !state.equals(NO_STATE));
  }
}
