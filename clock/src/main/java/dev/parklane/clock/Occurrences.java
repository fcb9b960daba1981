package dev.parklane.clock;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The times at which an alert or a timer is due, by their index: occurrence 0 is its start.
 * Immutable.
 *
 * <p>An index is an unsigned {@code long}: a grid of 1 ns over all of time has 2^64 points.
 */
sealed interface Occurrences {
  /** The index of the last that there is. */
  long last();

  /** When that one is due, in nanoseconds since the epoch; none beyond the last is asked for. */
  long at(long index);

  /** The index of the last one due at that time or before; the start is not after it. */
  long latest(long nanos);

  /** A single one. */
  static Occurrences once(long atNanos) {
    return new Grid(atNanos, 1, 0);
  }

  /** Every so many nanoseconds from a start on, up to a stop, which is included (law K3). */
  static Occurrences grid(long startNanos, long intervalNanos, long stopNanos) {
    return new Grid(
        startNanos, intervalNanos, Long.divideUnsigned(stopNanos - startNanos, intervalNanos));
  }

  /** By the calendar of a zone from a start on, up to a stop, which is included (law K11). */
  static Occurrences calendar(long startNanos, Period period, ZoneId zone, long stopNanos) {
    return new Calendar(startNanos, period, zone, stopNanos);
  }

  /**
   * Points at equal distances. Differences and products wrap around, and are right all the same
   * where the time that comes out is a {@code long}.
   */
  record Grid(long startNanos, long intervalNanos, long last) implements Occurrences {
    @Override
    public long at(long index) {
      return startNanos + index * intervalNanos;
    }

    @Override
    public long latest(long nanos) {
      long index = Long.divideUnsigned(nanos - startNanos, intervalNanos);
      return Long.compareUnsigned(index, last) < 0 ? index : last;
    }
  }

  /**
   * Local times of a zone. Occurrence k is the start plus k periods in one step, so that a short
   * month or a change of the offset never shifts a later one. Where two share a time, because a
   * zone left a day out, both are there.
   */
  final class Calendar implements Occurrences {
    private static final long MOST_YEARS = 600; // a long of nanoseconds spans 585

    private final ZonedDateTime start;
    private final long months;
    private final long days;
    private final long last;

    private Calendar(long startNanos, Period period, ZoneId zone, long stopNanos) {
      start = Instant.ofEpochSecond(0, startNanos).atZone(zone);
      months = period.toTotalMonths();
      days = period.getDays();
      long beyond = 1;
      while (isBy(beyond, stopNanos)) {
        beyond *= 2;
      }
      last = latest(stopNanos, beyond);
    }

    @Override
    public long last() {
      return last;
    }

    @Override
    public long at(long index) {
      Instant instant = instant(index);
      if (instant == null) {
        throw new AssertionError("occurrence " + index + " of " + last);
      }
      return Clock.nanosOf(instant);
    }

    @Override
    public long latest(long nanos) {
      return isBy(last, nanos) ? last : latest(nanos, last);
    }

    /** The last one due by a time, of which the one beyond is known to be later. */
    private long latest(long nanos, long beyond) {
      long by = 0;
      long later = beyond;
      while (later - by > 1) {
        long middle = (by + later) / 2;
        if (isBy(middle, nanos)) {
          by = middle;
        } else {
          later = middle;
        }
      }
      return by;
    }

    private boolean isBy(long index, long nanos) {
      Instant instant = instant(index);
      return instant != null && !instant.isAfter(Instant.ofEpochSecond(0, nanos));
    }

    /** Null where it is beyond the end of time. */
    private @Nullable Instant instant(long index) {
      if (index * months > MOST_YEARS * 12 || index * days > MOST_YEARS * 366) {
        return null;
      }
      LocalDateTime local =
          start.toLocalDateTime().plusMonths(index * months).plusDays(index * days);
      return ZonedDateTime.ofLocal(local, start.getZone(), start.getOffset()).toInstant();
    }
  }
}
