package dev.parklane.examples.flights;

import java.util.SortedMap;

/**
 * What a replay came to, in all.
 *
 * @param airports every airport by its code
 * @param states every state that has one of them, by its code
 * @param worst the worst delays of all flights
 */
record Results(
    SortedMap<String, AirportSummary> airports,
    SortedMap<String, StateSummary> states,
    NationSummary nation,
    WorstDelays worst) {
  /** The delays of all flights. */
  Delays total() {
    return Delays.sum(airports.values().stream().map(AirportSummary::departures).toList());
  }
}
