package dev.parklane.examples.flights;

import java.util.List;
import java.util.stream.Stream;

/**
 * The last ten departures of an airport.
 *
 * @param flights the latest first
 */
record Board(List<Flight> flights) {
  /** Nothing has left yet. */
  static final Board EMPTY = new Board(List.of());

  private static final int ROWS = 10;

  /** With this flight on top; an eleventh falls off. */
  Board with(Flight flight) {
    return new Board(Stream.concat(Stream.of(flight), flights.stream()).limit(ROWS).toList());
  }

  /** The flight on top. */
  Flight latest() {
    return flights.getFirst();
  }

  /** The mean delay of its flights in minutes; 0 where nothing has left yet. */
  double meanDelay() {
    return flights.stream().mapToInt(Flight::delayMinutes).average().orElse(0);
  }
}
