package dev.parklane.examples.market;

/**
 * What a price did in a stretch of time. Its fields are numbers only, so that C can have it too.
 *
 * @param end when the stretch ended, in nanoseconds since the epoch
 */
public record Bar(long end, double open, double high, double low, double close, double volume) {
  /** This one and the next, which ends with it. */
  Bar with(Bar next) {
    return new Bar(
        next.end,
        open,
        Math.max(high, next.high),
        Math.min(low, next.low),
        next.close,
        volume + next.volume);
  }
}
