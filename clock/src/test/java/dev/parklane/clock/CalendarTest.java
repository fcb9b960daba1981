package dev.parklane.clock;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.MONTHS;
import static java.time.temporal.ChronoUnit.WEEKS;
import static java.time.temporal.ChronoUnit.YEARS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws K11 and K13: timers by the calendar. */
class CalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");

  /** The first occurrences of a timer from a local time on, the start not included. */
  private static List<String> first(int count, TimerSpec spec, ZonedDateTime start) {
    TestClock clock = new TestClock();
    clock.advanceTo(Nanos.of(start.toInstant()));
    List<String> times = new ArrayList<>();
    clock.timer(
        "t",
        spec,
        event ->
            times.add(event.scheduled().atZone(start.getZone()).toOffsetDateTime().toString()));
    while (times.size() < count) {
      clock.advanceTo(clock.next("t").orElseThrow());
    }
    return times;
  }

  private static ZonedDateTime berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN);
  }

  /** K13: 2:30 does not exist on March 29: that day it is 3:00, and no other day. */
  @Test
  void daily_overTheChangeToSummerTime_comesAtTheEndOfTheGap() {
    assertThat(first(3, TimerSpec.every(1, DAYS, BERLIN), berlin("2026-03-27T02:30")))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  /** K13: 2:30 is there twice on October 25: it fires once, at the first of them. */
  @Test
  void daily_overTheChangeToWinterTime_keepsItsLocalTime_andFiresOnce() {
    assertThat(first(3, TimerSpec.every(1, DAYS, BERLIN), berlin("2026-10-23T02:30")))
        .containsExactly(
            "2026-10-24T02:30+02:00", "2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
  }

  /** K13: the same from a start that has the later offset. */
  @Test
  void yearly_fromWinter_intoWhatIsThereTwice_isTheFirst() {
    assertThat(first(2, TimerSpec.every(Period.of(0, 10, 0), BERLIN), berlin("2025-12-25T02:30")))
        .containsExactly("2026-10-25T02:30+02:00", "2027-08-25T02:30+02:00");
  }

  @Test
  void daily_fromTheSecondOfTwoEqualLocalTimes_startsThere() {
    ZonedDateTime second = berlin("2026-10-25T02:30").withLaterOffsetAtOverlap();
    assertThat(first(2, TimerSpec.every(1, DAYS, BERLIN).fireImmediately(), second))
        .containsExactly("2026-10-25T02:30+01:00", "2026-10-26T02:30+01:00");
  }

  @Test
  void monthly_fromTheLastOfAMonth_isNotShiftedByAShortOne() {
    assertThat(first(4, TimerSpec.every(1, MONTHS, BERLIN), berlin("2026-01-31T12:00")))
        .containsExactly(
            "2026-02-28T12:00+01:00",
            "2026-03-31T12:00+02:00",
            "2026-04-30T12:00+02:00",
            "2026-05-31T12:00+02:00");
  }

  @Test
  void yearly_fromALeapDay_comesBackToIt() {
    assertThat(first(4, TimerSpec.every(1, YEARS, BERLIN), berlin("2024-02-29T12:00")))
        .containsExactly(
            "2025-02-28T12:00+01:00",
            "2026-02-28T12:00+01:00",
            "2027-02-28T12:00+01:00",
            "2028-02-29T12:00+01:00");
  }

  @Test
  void weekly_isEverySevenDays() {
    assertThat(first(2, TimerSpec.every(2, WEEKS, BERLIN), berlin("2026-03-20T09:00")))
        .containsExactly("2026-04-03T09:00+02:00", "2026-04-17T09:00+02:00");
  }

  @Test
  void period_ofMonthsAndDays_isAddedInOneStep() {
    TimerSpec spec = TimerSpec.every(Period.of(0, 1, 1), BERLIN);
    assertThat(first(2, spec, berlin("2026-01-30T12:00")))
        .containsExactly("2026-03-01T12:00+01:00", "2026-04-01T12:00+02:00");
  }

  /** K13: Samoa had no December 30 in 2011. */
  @Test
  void daily_overADateThatTheZoneSkips_comesAtItsEnd() {
    ZonedDateTime start = LocalDateTime.parse("2011-12-28T10:00").atZone(APIA);
    assertThat(first(4, TimerSpec.every(1, DAYS, APIA), start))
        .containsExactly(
            "2011-12-29T10:00-10:00",
            "2011-12-31T00:00+14:00",
            "2011-12-31T10:00+14:00",
            "2012-01-01T10:00+14:00");
  }

  /** K13: what is due in the gap and what is due at its end are one. */
  @Test
  void daily_atMidnight_overADateThatTheZoneSkips_firesOnce() {
    ZonedDateTime start = LocalDateTime.parse("2011-12-28T00:00").atZone(APIA);
    assertThat(first(3, TimerSpec.every(1, DAYS, APIA), start))
        .containsExactly(
            "2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00");
  }

  /** K13: the stop is where two are one. */
  @Test
  void daily_thatStopsAtTheEndOfASkippedDate_firesThereOnce_andIsOver() {
    ZonedDateTime start = LocalDateTime.parse("2011-12-28T00:00").atZone(APIA);
    TestClock clock = new TestClock();
    clock.advanceTo(Nanos.of(start.toInstant()));
    List<TimeEvent> events = new ArrayList<>();
    TimerSpec spec = TimerSpec.every(1, DAYS, APIA);
    clock.timer(
        "t",
        spec.stop(LocalDateTime.parse("2011-12-31T00:00").atZone(APIA).toInstant()),
        events::add);
    clock.advanceTo(Long.MAX_VALUE);
    assertThat(events)
        .extracting(event -> event.scheduled().atZone(APIA).toLocalDate().toString())
        .containsExactly("2011-12-29", "2011-12-31");
    assertThat(clock.names()).isEmpty();
  }

  /** K3. */
  @Test
  void stop_isInclusive() {
    TestClock clock = new TestClock();
    List<TimeEvent> events = new ArrayList<>();
    ZonedDateTime stop = ZonedDateTime.of(1970, 1, 3, 0, 0, 0, 0, ZoneOffset.UTC);
    clock.timer("t", TimerSpec.every(1, DAYS, ZoneOffset.UTC).stop(stop.toInstant()), events::add);
    clock.advanceTo(Long.MAX_VALUE);
    assertThat(events).hasSize(2);
    assertThat(events.getLast().scheduled()).isEqualTo(stop.toInstant());
  }

  @Test
  void yearly_overAllOfTime_endsWhereALongEnds() {
    TestClock clock = new TestClock(Long.MIN_VALUE, Runnable::run);
    List<TimeEvent> events = new ArrayList<>();
    clock.timer("t", TimerSpec.every(1, YEARS, ZoneOffset.UTC).fireImmediately(), events::add);
    clock.advanceTo(Long.MAX_VALUE);
    assertThat(events).hasSize(585);
    assertThat(events.getFirst().scheduledNanos()).isEqualTo(Long.MIN_VALUE);
    assertThat(clock.names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = ChronoUnit.class,
      names = {"DAYS", "MONTHS", "YEARS"})
  void firstEvent_pastTheEndOfTime_isAnError_andLeavesTheOldTimer(ChronoUnit unit) {
    TestClock clock = new TestClock();
    clock.alert("t", 5, event -> {});
    TimerSpec spec = TimerSpec.every(Integer.MAX_VALUE, unit, BERLIN);
    assertThatThrownBy(() -> clock.timer("t", spec, event -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3.4] timer 't': its first event, P2147483647%s after its start at 0 ns, is past the end of time, 9223372036854775807 ns; have it fire more often, or start it earlier"
                .formatted(unit.name().charAt(0)));
    assertThat(clock.next("t")).hasValue(5);
  }

  /** K3: where it is a stop that comes first, there is just none. */
  @Test
  void firstEvent_pastTheEndOfTime_andAStop_isOver() {
    TestClock clock = new TestClock();
    TimerSpec spec = TimerSpec.every(Integer.MAX_VALUE, DAYS, BERLIN);
    clock.timer("t", spec.stopNanos(Long.MAX_VALUE - 1), event -> {});
    assertThat(clock.names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"P0D", "P-1D", "P1M-1D", "P-1M40D"})
  void period_thatDoesNotGoOn_isAnError(Period period) {
    assertThatThrownBy(() -> TimerSpec.every(period, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K11] the period of a timer is %s; it must be a day or more, and no part of it negative"
                .formatted(period));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void amount_thatIsNotPositive_isAnError(int amount) {
    assertThatThrownBy(() -> TimerSpec.every(amount, DAYS, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K11.2] a timer is to fire every %d Days; it must be 1 or more".formatted(amount));
  }

  @Test
  void weeks_beyondAPeriod_areAnError() {
    assertThatThrownBy(() -> TimerSpec.every(Integer.MAX_VALUE, WEEKS, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K11.4] a timer is to fire every 2147483647 Weeks; it must be 306783378 or less");
  }

  @ParameterizedTest
  @EnumSource(
      value = ChronoUnit.class,
      names = {"NANOS", "HOURS", "DECADES", "ERAS", "FOREVER"})
  void unit_thatIsNotOfTheCalendar_isAnError(ChronoUnit unit) {
    assertThatThrownBy(() -> TimerSpec.every(2, unit, BERLIN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K11.3] a timer by the calendar is to fire every 2 %s; use Days, Weeks, Months or Years, or every(Duration)"
                .formatted(unit));
  }
}
