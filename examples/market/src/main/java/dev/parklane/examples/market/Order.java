package dev.parklane.examples.market;

import java.util.Locale;

/**
 * An order of a strategy.
 *
 * @param time when it was given, in nanoseconds since the epoch
 * @param position what the strategy wants to hold from now on: 1 or -1
 * @param price the last that it knew
 */
public record Order(long time, int position, double price) {
  /** As in {@code buy at 101.25}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s at %.2f", position > 0 ? "buy" : "sell", price);
  }
}
