package dev.parklane.examples.turnstile;

import java.util.Map;

/**
 * What a turnstile has counted.
 *
 * @param passes how many people have passed
 * @param byHour how many of them in an hour of the day; one without any is not there
 */
record Count(int passes, Map<Integer, Integer> byHour) {
  /** Nobody has passed yet. */
  static final Count NONE = new Count(0, Map.of());

  /** How many people have passed in all hours together. */
  int hours() {
    return byHour.values().stream().mapToInt(people -> people).sum();
  }
}
