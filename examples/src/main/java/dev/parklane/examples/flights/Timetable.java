package dev.parklane.examples.flights;

import dev.parklane.clock.LiveClock;
import dev.parklane.clock.Nanos;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When what happens on the clock of a replay: on a test clock in the time of the file, on a live
 * one so many times faster. The times of a file are local ones; they are taken as they are.
 */
final class Timetable implements AutoCloseable {
  private static final int MILES_PER_HOUR = 460;
  private static final Duration ON_THE_GROUND = Duration.ofMinutes(30);
  private static final Duration LEAD = Duration.ofSeconds(1); // in which all flights are set

  private final TimeSource clock;
  private final LocalDateTime first; // a full hour
  private final long firstNanos; // which it is on the clock
  private final long speed;
  private final long hourNanos; // how long an hour takes there

  private Timetable(TimeSource clock, LocalDateTime first, long firstNanos, long speed) {
    this.clock = clock;
    this.first = first;
    this.firstNanos = firstNanos;
    this.speed = speed;
    this.hourNanos = Duration.ofHours(1).toNanos() / speed;
  }

  /** On a test clock, or on a live one where it is given how much faster that shall go. */
  static Timetable of(List<Flight> flights, @Nullable Long speed) {
    LocalDateTime first =
        flights.stream()
            .map(Flight::departure)
            .min(LocalDateTime::compareTo)
            .orElse(LocalDateTime.of(2001, 1, 1, 0, 0))
            .truncatedTo(ChronoUnit.HOURS);
    if (speed == null) {
      long nanos = Nanos.of(first.toInstant(ZoneOffset.UTC));
      TestClock clock = new TestClock();
      clock.advanceTo(nanos);
      return new Timetable(clock, first, nanos, 1);
    }
    LiveClock live = new LiveClock();
    return new Timetable(live, first, Nanos.plus(live.nanos(), LEAD), speed);
  }

  TimeSource clock() {
    return clock;
  }

  /** How long an hour takes on the clock. */
  Duration hour() {
    return Duration.ofNanos(hourNanos);
  }

  /** When it is that time on the clock: full hours stand on its hours exactly. */
  long nanos(LocalDateTime time) {
    long sinceFirst = ChronoUnit.NANOS.between(first, time);
    long hour = Duration.ofHours(1).toNanos();
    long inTheHour = Math.floorMod(sinceFirst, hour) / speed;
    return firstNanos
        + Math.floorDiv(sinceFirst, hour) * hourNanos
        + Math.min(inTheHour, hourNanos - 1);
  }

  /** The full hour on the clock that was last at this time. */
  long lastHour(long nanos) {
    return nanos - Math.floorMod(nanos - firstNanos, hourNanos);
  }

  /** Which hour ends on the clock at this time. */
  LocalDateTime hourBefore(long nanos) {
    return first.plusHours(Math.floorDiv(nanos - firstNanos, hourNanos) - 1);
  }

  /** When a flight touches down: as late as it left. */
  static LocalDateTime arrival(Flight flight) {
    return flight
        .departure()
        .plusMinutes(flight.delayMinutes())
        .plusSeconds(flight.distanceMiles() * 3_600L / MILES_PER_HOUR)
        .plus(ON_THE_GROUND);
  }

  /** Lets time pass to the day after the last arrival, if it does not by itself. */
  void pass(List<Flight> flights) {
    if (clock instanceof TestClock test) {
      LocalDateTime last =
          flights.stream().map(Timetable::arrival).max(LocalDateTime::compareTo).orElse(first);
      for (LocalDateTime day = first; day.isBefore(last.plusDays(1)); day = day.plusDays(1)) {
        test.advanceTo(Math.max(test.nanos(), nanos(day)));
      }
    }
  }

  @Override
  public void close() {
    if (clock instanceof LiveClock live) {
      live.close();
    }
  }
}
