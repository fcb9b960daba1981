package dev.parklane.examples.flights;

import java.util.SortedMap;

/**
 * What a replay came to, in all.
 *
 * @param airports every airport by its code
 */
record Results(SortedMap<String, AirportSummary> airports, NationSummary nation) {
  /** The delays of all flights. */
  Delays total() {
    return Delays.sum(airports.values().stream().map(AirportSummary::departures).toList());
  }

  /**
   * How many root events the agents have handled to get there: departures, arrivals, and what
   * airports told the nation, which is one first status each and the changes.
   */
  int events() {
    int arrivals = airports.values().stream().mapToInt(AirportSummary::arrivals).sum();
    return total().flights() + arrivals + nation.airports().size() + nation.changes();
  }
}
