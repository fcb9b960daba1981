package dev.parklane.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a timer fires: at {@code start + k * interval}, k from 1 (law K3), or by the calendar (laws
 * K11, K13). Immutable: the methods that change it return another one.
 *
 * <pre>{@code
 * clock.timer("beat", TimerSpec.every(Duration.ofSeconds(1)).late(LatePolicy.SKIP), this::beat);
 * clock.timer("close", TimerSpec.every(1, ChronoUnit.DAYS, berlin).start(today1730), this::close);
 * }</pre>
 */
public final class TimerSpec {
  private final Rhythm rhythm;
  private final @Nullable Long startNanos; // null for the time when it is set
  private final @Nullable Long stopNanos; // null for never
  private final boolean immediate;
  private final boolean allowPast;
  private final LatePolicy late;

  /** What there is between two occurrences. */
  private sealed interface Rhythm {
    /** For those who read of it. */
    TemporalAmount between();

    record Even(long nanos) implements Rhythm {
      @Override
      public Duration between() {
        return Duration.ofNanos(nanos);
      }
    }

    record ByCalendar(Period between, ZoneId zone) implements Rhythm {}

    record Listed(long[] nanos) implements Rhythm {
      @Override
      public Duration between() {
        return Duration.ZERO;
      }
    }

    record Following(long first, UnaryOperator<@Nullable Instant> next) implements Rhythm {
      @Override
      public Duration between() {
        return Duration.ZERO;
      }
    }
  }

  private TimerSpec(Rhythm rhythm) {
    this(rhythm, null, null, false, true, LatePolicy.BURST);
  }

  private TimerSpec(
      Rhythm rhythm,
      @Nullable Long startNanos,
      @Nullable Long stopNanos,
      boolean immediate,
      boolean allowPast,
      LatePolicy late) {
    this.rhythm = rhythm;
    this.startNanos = startNanos;
    this.stopNanos = stopNanos;
    this.immediate = immediate;
    this.allowPast = allowPast;
    this.late = late;
  }

  /**
   * Again and again after the same time.
   *
   * @param interval between two occurrences; from 1 ns on
   * @return fires from when it is set on and without an end, until it is told otherwise
   * @throws IllegalArgumentException where the interval is not positive, or longer than a {@code
   *     long} of nanoseconds (292 years)
   */
  public static TimerSpec every(Duration interval) {
    long nanos = Nanos.plus(0, interval);
    if (nanos <= 0 || !Duration.ofNanos(nanos).equals(interval)) {
      throw new IllegalArgumentException(
          "[PL-K3] the interval of a timer is %s; it must be 1 ns to %d ns (292 years)"
              .formatted(interval, Long.MAX_VALUE));
    }
    return new TimerSpec(new Rhythm.Even(nanos));
  }

  /**
   * Again and again after the same period on the calendar of a zone. Occurrence k is the start plus
   * k periods in one step: from January 31, every month is the 28th in February and the 31st in
   * March. Where the zone leaves a local time out, an hour or a whole date, the occurrence comes at
   * the first instant after what is left out, and is one with another that is due at that instant;
   * of a local time that the zone has twice, it is the first (law K13). So 2:30 comes at 3:00 on
   * the night that has no 2:30, and midnight comes once where a date is skipped.
   *
   * @param period between two occurrences; a day or more
   * @param zone whose calendar counts
   * @return fires from when it is set on and without an end, until it is told otherwise
   * @throws IllegalArgumentException where the period is zero or any part of it is negative
   */
  public static TimerSpec every(Period period, ZoneId zone) {
    Objects.requireNonNull(zone, "zone");
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-K11] the period of a timer is %s; it must be a day or more, and no part of it negative"
              .formatted(period));
    }
    return new TimerSpec(new Rhythm.ByCalendar(period, zone));
  }

  /**
   * Again and again after so many days, weeks, months or years on the calendar of a zone, as {@link
   * #every(Period, ZoneId)} has it.
   *
   * @param amount how many of the unit lie between two occurrences; 1 or more
   * @param unit days, weeks, months or years
   * @param zone whose calendar counts
   * @return fires from when it is set on and without an end, until it is told otherwise
   * @throws IllegalArgumentException where the amount is less than 1 or too large for a {@link
   *     Period}, or the unit another
   */
  public static TimerSpec every(int amount, ChronoUnit unit, ZoneId zone) {
    if (amount < 1) {
      throw new IllegalArgumentException(
          "[PL-K11.2] a timer is to fire every %d %s; it must be 1 or more"
              .formatted(amount, unit));
    }
    return every(
        switch (unit) {
          case DAYS -> Period.ofDays(amount);
          case WEEKS -> weeks(amount);
          case MONTHS -> Period.ofMonths(amount);
          case YEARS -> Period.ofYears(amount);
          default ->
              throw new IllegalArgumentException(
                  "[PL-K11.3] a timer by the calendar is to fire every %d %s; use Days, Weeks, Months or Years, or every(Duration)"
                      .formatted(amount, unit));
        },
        zone);
  }

  /**
   * At these times: a list of what is to come, as of a timetable or of the days on which an
   * exchange is open. A start leaves out those before it, a stop those after it.
   *
   * @param instants at least one, in any order; those that are equal are one (law K13). One that a
   *     {@code long} of nanoseconds cannot hold counts as the nearest that it can
   * @return fires once at each of them
   * @throws IllegalArgumentException where there is none
   */
  public static TimerSpec at(Collection<Instant> instants) {
    long[] nanos = instants.stream().mapToLong(Nanos::of).sorted().distinct().toArray();
    if (nanos.length == 0) {
      throw new IllegalArgumentException(
          "[PL-K3.6] the list of times of a timer is empty; give it at least one");
    }
    return new TimerSpec(new Rhythm.Listed(nanos));
  }

  /**
   * At a first time, and then again and again at what a function says: for rules that no interval
   * and no calendar has.
   *
   * @param first when it fires first; it has no other start
   * @param next given when it was due, gives when it is due next, which has to be later (law K13);
   *     null where that was the last. Called under a lock of the clock, so it has to be short and
   *     must not use the clock, once for each time that is told. What it throws ends the timer, and
   *     is logged
   * @return fires until the function gives null, or at its stop; what is late is told time by time,
   *     as {@link LatePolicy#BURST} does, and another policy is refused
   */
  public static TimerSpec following(Instant first, UnaryOperator<@Nullable Instant> next) {
    Objects.requireNonNull(next, "next");
    return new TimerSpec(new Rhythm.Following(Nanos.of(first), next));
  }

  private static Period weeks(int amount) {
    if (amount > Integer.MAX_VALUE / 7) {
      throw new IllegalArgumentException(
          "[PL-K11.4] a timer is to fire every %d Weeks; it must be %d or less"
              .formatted(amount, Integer.MAX_VALUE / 7));
    }
    return Period.ofWeeks(amount);
  }

  /**
   * Starts at that time, and not when it is set.
   *
   * @param nanos in nanoseconds since the epoch; every {@code long} is legal
   * @return another one, with that start
   */
  public TimerSpec startNanos(long nanos) {
    return new TimerSpec(rhythm, nanos, stopNanos, immediate, allowPast, late);
  }

  /**
   * Starts at that instant, and not when it is set.
   *
   * @param instant one that a {@code long} of nanoseconds cannot hold counts as the nearest that it
   *     can
   * @return another one, with that start
   */
  public TimerSpec start(Instant instant) {
    return startNanos(Nanos.of(instant));
  }

  /**
   * Stops at that time, which is included; otherwise it never does.
   *
   * @param nanos in nanoseconds since the epoch; it must be after the start, which is checked when
   *     the timer is set
   * @return another one, with that stop
   */
  public TimerSpec stopNanos(long nanos) {
    return new TimerSpec(rhythm, startNanos, nanos, immediate, allowPast, late);
  }

  /**
   * Stops at that instant, which is included; otherwise it never does.
   *
   * @param instant one that a {@code long} of nanoseconds cannot hold counts as the nearest that it
   *     can; it must be after the start, which is checked when the timer is set
   * @return another one, with that stop
   */
  public TimerSpec stop(Instant instant) {
    return stopNanos(Nanos.of(instant));
  }

  /**
   * Fires at the start too: k from 0.
   *
   * @return another one, with an occurrence more
   */
  public TimerSpec fireImmediately() {
    return new TimerSpec(rhythm, startNanos, stopNanos, true, allowPast, late);
  }

  /**
   * Whether the first event may be before the time when it is set, and the stop not after that. It
   * may, unless this says that it may not.
   *
   * @param allow false to have the timer refused when it is set so late
   * @return another one, which is checked so
   */
  public TimerSpec allowPast(boolean allow) {
    return new TimerSpec(rhythm, startNanos, stopNanos, immediate, allow, late);
  }

  /**
   * What is done on a live clock about several occurrences that are due at once; otherwise it is
   * {@link LatePolicy#BURST}.
   *
   * @param policy what a live clock follows; on a test clock nothing is late
   * @return another one, with that policy
   */
  public TimerSpec late(LatePolicy policy) {
    Objects.requireNonNull(policy, "policy");
    return new TimerSpec(rhythm, startNanos, stopNanos, immediate, allowPast, policy);
  }

  LatePolicy late() {
    return late;
  }

  /** The index of its first event. */
  long first(Occurrences occurrences) {
    return switch (rhythm) {
      case Rhythm.Listed listed -> 0;
      case Rhythm.Following following -> Occurrences.Following.index(following.first());
      default -> immediate ? 0 : occurrences.after(0);
    };
  }

  private long start(long nowNanos) {
    if (rhythm instanceof Rhythm.Following following) {
      return following.first();
    }
    if (startNanos != null) {
      return startNanos;
    }
    return rhythm instanceof Rhythm.Listed listed ? listed.nanos()[0] : nowNanos;
  }

  /** Those of the list from the start to the stop; none is one that is past its stop. */
  private static Occurrences listed(String name, long[] nanos, long start, long stop) {
    long[] left = Arrays.stream(nanos).filter(time -> time >= start && time <= stop).toArray();
    if (left.length == 0) {
      throw new IllegalArgumentException(
          "[PL-K3.7] timer '%s': none of its %d times is between its start at %d ns and its stop at %d ns; start it earlier, or stop it later"
              .formatted(name, nanos.length, start, stop));
    }
    return Occurrences.listed(left);
  }

  /**
   * Its occurrences, where it is set now.
   *
   * @throws IllegalArgumentException where law K3 says so, or where the first event is past the end
   *     of time
   */
  Occurrences occurrences(String name, long nowNanos) {
    if (startNanos != null && rhythm instanceof Rhythm.Following) {
      throw new IllegalArgumentException(
          "[PL-K3.8] timer '%s' has a start at %d ns, and its first time besides; give it that one only"
              .formatted(name, startNanos));
    }
    if (late != LatePolicy.BURST && rhythm instanceof Rhythm.Following) {
      throw new IllegalArgumentException(
          "[PL-K9] timer '%s' is late by %s, and tells its times by a function, each by itself; take BURST"
              .formatted(name, late));
    }
    if (immediate && !(rhythm instanceof Rhythm.Even || rhythm instanceof Rhythm.ByCalendar)) {
      throw new IllegalArgumentException(
          "[PL-K3.9] timer '%s' is to fire at its start, and has its times besides; list that one too"
              .formatted(name));
    }
    long start = start(nowNanos);
    boolean isListed = rhythm instanceof Rhythm.Listed && startNanos == null;
    if (stopNanos != null && stopNanos <= start && !isListed) {
      throw new IllegalArgumentException(
          "[PL-K3.2] timer '%s': its stop at %d ns is not after its start at %d ns; stop it later, or start it earlier"
              .formatted(name, stopNanos, start));
    }
    if (!allowPast && stopNanos != null && stopNanos <= nowNanos) {
      throw new IllegalArgumentException(
          "[PL-K3.3] timer '%s': its stop at %d ns is not after now, %d ns; stop it later, or allow the past"
              .formatted(name, stopNanos, nowNanos));
    }
    long stop = stopNanos == null ? Long.MAX_VALUE : stopNanos;
    Occurrences occurrences =
        switch (rhythm) {
          case Rhythm.Even(long nanos) -> Occurrences.grid(start, nanos, stop);
          case Rhythm.ByCalendar(Period period, ZoneId zone) ->
              Occurrences.calendar(start, period, zone, stop);
          case Rhythm.Listed(long[] nanos) -> listed(name, nanos, start, stop);
          case Rhythm.Following(long first, UnaryOperator<@Nullable Instant> next) ->
              Occurrences.following(first, next, stop);
        };
    long first = first(occurrences);
    boolean fires = Long.compareUnsigned(first, occurrences.last()) <= 0;
    if (!fires && stop == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "[PL-K3.4] timer '%s': its first event, %s after its start at %d ns, is past the end of time, %d ns; have it fire more often, or start it earlier"
              .formatted(name, rhythm.between(), start, Long.MAX_VALUE));
    }
    if (!allowPast && fires && occurrences.at(first) < nowNanos) {
      throw new IllegalArgumentException(
          "[PL-K3.5] timer '%s': its first event at %d ns is before now, %d ns; start it later, or allow the past"
              .formatted(name, occurrences.at(first), nowNanos));
    }
    return occurrences;
  }
}
