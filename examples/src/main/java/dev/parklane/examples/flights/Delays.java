package dev.parklane.examples.flights;

import java.util.Collection;

/**
 * The delays of some flights, added up.
 *
 * @param flights how many flights
 * @param late how many of them left more than 15 minutes late
 * @param minutes the sum of their delays
 */
record Delays(int flights, int late, long minutes) {
  /** Of no flights. */
  static final Delays NONE = new Delays(0, 0, 0);

  /** With one flight more. */
  Delays plus(Flight flight) {
    return new Delays(
        flights + 1, late + (flight.isLate() ? 1 : 0), minutes + flight.delayMinutes());
  }

  /** All of these together. */
  static Delays sum(Collection<Delays> parts) {
    int flights = 0;
    int late = 0;
    long minutes = 0;
    for (Delays part : parts) {
      flights += part.flights;
      late += part.late;
      minutes += part.minutes;
    }
    return new Delays(flights, late, minutes);
  }

  /** The mean delay in minutes; 0 for no flights. */
  double mean() {
    return flights == 0 ? 0 : (double) minutes / flights;
  }
}
