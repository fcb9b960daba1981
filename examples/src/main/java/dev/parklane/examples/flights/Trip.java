package dev.parklane.examples.flights;

import java.util.Locale;

/**
 * A flight with its place in the file, so that no two are set under the same name.
 *
 * @param number from 0 on
 */
record Trip(int number, Flight flight) {
  /** What its departure is set as: among those of the same time in the order of the file. */
  String leaves() {
    return String.format(Locale.ROOT, "leaves %07d", number);
  }

  /** What its arrival is set as. */
  String lands() {
    return String.format(Locale.ROOT, "lands %07d", number);
  }
}
