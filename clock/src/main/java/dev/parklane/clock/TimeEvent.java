package dev.parklane.clock;

import java.time.Instant;

/**
 * What a handler is told when its alert or timer fires (law K12). Times are in nanoseconds since
 * the epoch.
 *
 * @param name what the alert or timer is called on its clock
 * @param id different for any two events of one time source; it counts the events of a source in
 *     the order of their delivery, so that it is the same in every run on a test clock (law E10)
 * @param scheduledNanos when it was due: for a timer a point of its grid, however late it is
 * @param deliveryNanos what the clock read immediately before the handler was called; not before it
 *     was due
 * @param count how many occurrences it stands for: 1, or more where a late timer coalesced (law
 *     K9); {@link Long#MAX_VALUE} where it is more than that
 */
public record TimeEvent(String name, long id, long scheduledNanos, long deliveryNanos, long count) {
  /**
   * When it was due, as an instant.
   *
   * @return {@link #scheduledNanos()} to the nanosecond
   */
  public Instant scheduled() {
    return Instant.ofEpochSecond(0, scheduledNanos);
  }

  /**
   * When its handler was called, as an instant.
   *
   * @return {@link #deliveryNanos()} to the nanosecond
   */
  public Instant delivery() {
    return Instant.ofEpochSecond(0, deliveryNanos);
  }

  TimeEvent deliveredAt(long nanos) {
    return new TimeEvent(name, id, scheduledNanos, nanos, count);
  }

  /**
   * By how much it is late.
   *
   * @return in nanoseconds; 0 or more, and {@link Long#MAX_VALUE} where it is more than that
   */
  public long latenessNanos() {
    long lateness = deliveryNanos - scheduledNanos;
    return lateness < 0 ? Long.MAX_VALUE : lateness;
  }
}
