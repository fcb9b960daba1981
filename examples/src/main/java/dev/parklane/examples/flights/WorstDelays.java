package dev.parklane.examples.flights;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ten worst delays among some flights.
 *
 * @param flights the worst first; of equal ones the one that was to leave first
 */
record WorstDelays(List<Flight> flights) {
  /** Of no flights. */
  static final WorstDelays NONE = new WorstDelays(List.of());

  private static final int ROWS = 10;
  private static final Comparator<Flight> WORST_FIRST =
      Comparator.comparing(Flight::delayMinutes, Comparator.reverseOrder())
          .thenComparing(Flight::departure)
          .thenComparing(Flight::origin)
          .thenComparing(Flight::destination);

  /** Whether this flight has to be among them. */
  boolean lacks(Flight flight) {
    return flights.size() < ROWS || WORST_FIRST.compare(flight, flights.getLast()) < 0;
  }

  /** With this flight in its place; an eleventh falls off. */
  WorstDelays with(Flight flight) {
    return worst(Stream.concat(flights.stream(), Stream.of(flight)));
  }

  /** Of all of these together. */
  static WorstDelays among(Collection<WorstDelays> parts) {
    return worst(parts.stream().flatMap(part -> part.flights().stream()));
  }

  private static WorstDelays worst(Stream<Flight> flights) {
    return new WorstDelays(flights.sorted(WORST_FIRST).limit(ROWS).toList());
  }
}
