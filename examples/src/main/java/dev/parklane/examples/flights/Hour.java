package dev.parklane.examples.flights;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An hour of an airport.
 *
 * @param begin null for no hour at all
 */
record Hour(@Nullable LocalDateTime begin, Delays departures) {
  /** None. */
  static final Hour NONE = new Hour(null, Delays.NONE);

  /** With one departure more. */
  Hour plus(Flight flight) {
    return new Hour(begin, departures.plus(flight));
  }

  /** Whether it is the hour that begins at this time. */
  boolean beginsAt(LocalDateTime time) {
    return time.equals(begin);
  }

  /** Whether more left in it than in another. */
  boolean isBusierThan(Hour other) {
    return departures.flights() > other.departures.flights();
  }
}
