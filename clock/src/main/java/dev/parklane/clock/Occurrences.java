package dev.parklane.clock;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The times at which an alert or a timer is due, by their index: occurrence 0 is its start.
 * Immutable.
 *
 * <p>The times rise strictly (law K13). An index is an unsigned {@code long}: a grid of 1 ns over
 * all of time has 2^64 points. Not every number need be the index of one: {@link #after} leads from
 * one to the next.
 */
sealed interface Occurrences {
  /** The index of the last that there is. */
  long last();

  /** When that one is due, in nanoseconds since the epoch; none beyond the last is asked for. */
  long at(long index);

  /** The index of the last one due at that time or before, from one on that is not after it. */
  long latest(long from, long nanos);

  /** The index of the one that comes next; greater than that of the last where none does. */
  long after(long index);

  /**
   * How many there are from one to another that is not before it, both included; {@link
   * Long#MAX_VALUE} where it is more than that.
   */
  long count(long from, long upTo);

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

  /** At these times, which rise strictly. */
  static Occurrences listed(long[] nanos) {
    return new Listed(nanos);
  }

  /** At a first time, and then at whatever a function gives for the one before. */
  static Occurrences following(
      long firstNanos, UnaryOperator<@Nullable Instant> next, long stopNanos) {
    return new Following(firstNanos, next, Math.min(stopNanos, Long.MAX_VALUE - 1));
  }

  /** Times one by one, at least one. */
  final class Listed implements Occurrences {
    private final long[] nanos;

    private Listed(long[] nanos) {
      this.nanos = nanos;
    }

    @Override
    public long last() {
      return nanos.length - 1;
    }

    @Override
    public long at(long index) {
      return nanos[(int) index];
    }

    @Override
    public long latest(long from, long time) {
      int found = Arrays.binarySearch(nanos, time);
      return found >= 0 ? found : -found - 2;
    }

    @Override
    public long after(long index) {
      return index + 1;
    }

    @Override
    public long count(long from, long upTo) {
      return upTo - from + 1;
    }
  }

  /**
   * Times of which each follows from the one before. The index of one is its time, so that greater
   * ones are later; that of none is greater than that of the last that may be.
   *
   * @param firstNanos when the first is due
   * @param next given when one is due, says when the next is; null where there is none
   * @param stopNanos the last time at which one may be due, before the end of time
   */
  record Following(long firstNanos, UnaryOperator<@Nullable Instant> next, long stopNanos)
      implements Occurrences {
    /** The index of what is due then. Its order as an unsigned number is that of time. */
    static long index(long nanos) {
      return nanos ^ Long.MIN_VALUE;
    }

    @Override
    public long last() {
      return index(stopNanos);
    }

    @Override
    public long at(long index) {
      return index ^ Long.MIN_VALUE;
    }

    /** Each is told by itself: a walk over many that were missed would hold up all others. */
    @Override
    public long latest(long from, long nanos) {
      return from;
    }

    @Override
    public long after(long index) {
      Instant due = Instant.ofEpochSecond(0, at(index));
      Instant following = next.apply(due);
      if (following == null) {
        return last() + 1;
      }
      if (!following.isAfter(due)) {
        throw new IllegalStateException(
            "[PL-K13] what follows %s is %s, which is not later; give a later time, or null for the end"
                .formatted(due, following));
      }
      long nanos = Nanos.of(following);
      return nanos > stopNanos ? last() + 1 : index(nanos);
    }

    @Override
    public long count(long from, long upTo) {
      return 1;
    }
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
    public long latest(long from, long nanos) {
      long index = Long.divideUnsigned(nanos - startNanos, intervalNanos);
      return Long.compareUnsigned(index, last) < 0 ? index : last;
    }

    @Override
    public long after(long index) {
      return index + 1;
    }

    @Override
    public long count(long from, long upTo) {
      long more = upTo - from; // unsigned
      return more < 0 || more == Long.MAX_VALUE ? Long.MAX_VALUE : more + 1;
    }
  }

  /**
   * Local times of a zone. Occurrence k is the start plus k periods in one step, so that a short
   * month or a change of the offset never shifts a later one (law K11). It is due at the first
   * instant at which the zone shows its local time or a later one: at the end of the gap where the
   * zone leaves that time out, at the earlier offset where it has it twice (law K13).
   *
   * <p>A gap of a day and more, where a zone has crossed the date line, can give several of them
   * one instant. They are one occurrence then, and the first of their numbers is its index. As no
   * offset goes past 18 hours, there are three of them at the most.
   */
  final class Calendar implements Occurrences {
    private static final long MOST_YEARS = 600; // a long of nanoseconds spans 585

    private final ZonedDateTime start;
    private final ZoneRules rules;
    private final long months;
    private final long days;
    private final long last;

    private Calendar(long startNanos, Period period, ZoneId zone, long stopNanos) {
      start = Instant.ofEpochSecond(0, startNanos).atZone(zone);
      rules = zone.getRules();
      months = period.toTotalMonths();
      days = period.getDays();
      long beyond = 1;
      while (isBy(beyond, stopNanos)) {
        beyond *= 2;
      }
      last = first(by(stopNanos, beyond));
    }

    @Override
    public long last() {
      return last;
    }

    @Override
    public long at(long index) {
      return Nanos.of(due(index));
    }

    @Override
    public long latest(long from, long nanos) {
      return latest(nanos);
    }

    private long latest(long nanos) {
      return isBy(last, nanos) ? last : first(by(nanos, last));
    }

    @Override
    public long after(long index) {
      Instant due = due(index);
      long next = index + 1;
      while (due.equals(instant(next))) {
        next++;
      }
      return next;
    }

    @Override
    public long count(long from, long upTo) {
      Instant begin = due(from);
      Instant end = due(upTo);
      long count = upTo - from + 1;
      if (begin.equals(start.toInstant()) && begin.isBefore(end)) {
        count -= after(from) - from - 1;
      }
      for (ZoneOffsetTransition change = rules.nextTransition(begin.minusNanos(1));
          change != null && change.getInstant().isBefore(end);
          change = rules.nextTransition(change.getInstant())) {
        if (change.getDuration().toDays() > 0 && change.getInstant().isAfter(start.toInstant())) {
          count -= superfluous(Nanos.of(change.getInstant()));
        }
      }
      return count;
    }

    /** How many of those that are due at a time, after the start, count for nothing. */
    private long superfluous(long nanos) {
      long of = latest(nanos);
      return at(of) == nanos ? after(of) - of - 1 : 0;
    }

    /** The first number that is due when this one is. */
    private long first(long number) {
      Instant due = due(number);
      long first = number;
      while (first > 0 && due.equals(instant(first - 1))) {
        first--;
      }
      return first;
    }

    /** The last number that is due by a time, of which the one beyond is known to be later. */
    private long by(long nanos, long beyond) {
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

    private boolean isBy(long number, long nanos) {
      Instant instant = instant(number);
      return instant != null && !instant.isAfter(Instant.ofEpochSecond(0, nanos));
    }

    private Instant due(long number) {
      Instant instant = instant(number);
      if (instant == null) {
        throw new AssertionError("occurrence " + number + " of " + last);
      }
      return instant;
    }

    /** Null where it is beyond the end of time. */
    private @Nullable Instant instant(long number) {
      if (number == 0) {
        return start.toInstant(); // which may be the second of two equal local times
      }
      if (number * months > MOST_YEARS * 12 || number * days > MOST_YEARS * 366) {
        return null;
      }
      Instant shown =
          shown(start.toLocalDateTime().plusMonths(number * months).plusDays(number * days));
      return shown.isBefore(start.toInstant()) ? start.toInstant() : shown;
    }

    /** When the zone first shows a local time or a later one. */
    private Instant shown(LocalDateTime local) {
      ZoneOffsetTransition change = rules.getTransition(local);
      if (change != null && change.isGap()) {
        return change.getInstant();
      }
      ZoneOffset earlier = change == null ? rules.getOffset(local) : change.getOffsetBefore();
      return local.toInstant(earlier);
    }
  }
}
