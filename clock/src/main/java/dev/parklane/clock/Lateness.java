package dev.parklane.clock;

/**
 * How late a live clock has delivered its events so far, in nanoseconds (law K12). All are zero
 * where it has delivered none. Percentiles and the maximum are exact to three digits, rounded up.
 *
 * @param count how many events there were
 * @param p50Nanos half of them were not later than this
 * @param p99Nanos 99 of 100 were not later than this
 * @param p999Nanos 999 of 1,000 were not later than this
 * @param maxNanos the latest; what is more than {@code Long.MAX_VALUE / 2}, 146 years, counts as
 *     that
 */
public record Lateness(long count, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {}
