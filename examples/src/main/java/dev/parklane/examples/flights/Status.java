package dev.parklane.examples.flights;

import java.util.Locale;

/** How well an airport runs, by the mean delay of its last departures. */
enum Status {
  NORMAL,
  DELAYED,
  DISRUPTED;

  private static final double DELAYED_MINUTES = 10;
  private static final double DISRUPTED_MINUTES = 30;

  /** The status that goes with a mean delay in minutes. */
  static Status of(double meanDelay) {
    if (meanDelay >= DISRUPTED_MINUTES) {
      return DISRUPTED;
    }
    return meanDelay >= DELAYED_MINUTES ? DELAYED : NORMAL;
  }

  /** As in {@code delayed}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
