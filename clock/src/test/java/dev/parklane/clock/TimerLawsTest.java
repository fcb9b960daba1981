package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts and timers on the clock that tests move: laws K2, K3, K4, K5, K6 and K12. */
class TimerLawsTest {
  private final TestClock clock = new TestClock();
  private final List<String> trace = new ArrayList<>();

  private void note(TimeEvent event) {
    trace.add(event.name() + "@" + event.scheduledNanos());
  }

  private static TimerSpec every(long nanos) {
    return TimerSpec.every(Duration.ofNanos(nanos));
  }

  /** K2. */
  @Test
  void alert_firesOnce_atItsTime() {
    clock.alert("a", 5, this::note);
    clock.advanceTo(4);
    assertThat(trace).isEmpty();
    clock.advanceTo(100);
    assertThat(trace).containsExactly("a@5");
    assertThat(clock.names()).isEmpty();
  }

  /** K2. */
  @Test
  void alert_forThePast_firesAtOnce_stampedNow() {
    clock.advanceTo(7);
    List<TimeEvent> events = new ArrayList<>();
    clock.alert("a", Long.MIN_VALUE, events::add);
    assertThat(events).containsExactly(new TimeEvent("a", 1, 7, 7, 1));
  }

  /** K2. */
  @Test
  void alert_beforeNow_whereThePastIsNotAllowed_isAnError_andNowIsNotPast() {
    clock.advanceTo(7);
    clock.alert("a", 20, this::note);
    assertThatThrownBy(() -> clock.alert("a", 6, false, this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K2.2] alert 'a': 6 ns is before now, 7 ns; set it for later, or allow the past");
    assertThat(clock.next("a")).hasValue(20);
    clock.alert("b", 7, false, this::note);
    assertThat(trace).containsExactly("b@7");
  }

  @Test
  void alert_byAnInstant_isAtItsNanosecond() {
    clock.alert("a", Instant.ofEpochSecond(1, 5), this::note);
    assertThat(clock.next("a")).hasValue(1_000_000_005);
  }

  /** K3. */
  @Test
  void timer_firesAtStartPlusIntervals_startingNow_fromTheFirst() {
    clock.advanceTo(3);
    clock.timer("t", every(10), this::note);
    clock.advanceTo(33);
    assertThat(trace).containsExactly("t@13", "t@23", "t@33");
    assertThat(clock.next("t")).hasValue(43);
  }

  /** K3. */
  @Test
  void timer_withFireImmediately_firesAtItsStartToo() {
    clock.timer("now", every(10).fireImmediately(), this::note);
    assertThat(trace).containsExactly("now@0");
    clock.timer("later", every(10).startNanos(5).fireImmediately(), this::note);
    clock.advanceTo(15);
    assertThat(trace).containsExactly("now@0", "later@5", "now@10", "later@15");
  }

  /** K3. */
  @Test
  void timer_stop_isInclusive_andEndsIt() {
    clock.timer("on", every(10).stopNanos(20), this::note);
    clock.timer("short", every(10).stopNanos(19), this::note);
    clock.advanceTo(10);
    assertThat(clock.names()).containsExactly("on");
    clock.advanceTo(100);
    assertThat(trace).containsExactly("on@10", "short@10", "on@20");
    assertThat(clock.names()).isEmpty();
    assertThat(clock.pending()).isZero();
  }

  /** K3, K5. */
  @Test
  void timer_withoutAnyOccurrence_replacesTheOldOne_andIsOver() {
    clock.timer("t", every(3), this::note);
    clock.timer("t", every(10).stopNanos(9), this::note);
    assertThat(clock.names()).isEmpty();
    clock.timer("t", every(10).stopNanos(9).allowPast(false), this::note);
    clock.advanceTo(100);
    assertThat(trace).isEmpty();
  }

  /** K3. */
  @ParameterizedTest
  @CsvSource({"5, 5", "5, 4", "5, -9223372036854775808"})
  void timer_stopNotAfterItsStart_isAnError(long start, long stop) {
    assertThatThrownBy(
            () -> clock.timer("t", every(1).startNanos(start).stopNanos(stop), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3.2] timer 't': its stop at %d ns is not after its start at %d ns; stop it later, or start it earlier"
                .formatted(stop, start));
  }

  /** K3: without a start of its own it starts now. */
  @Test
  void timer_stopNotAfterNow_whereItStartsNow_isAnError() {
    clock.advanceTo(10);
    assertThatThrownBy(() -> clock.timer("t", every(1).stopNanos(10), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not after its start at 10 ns");
  }

  /** K3: it is the first event that counts, not the start. */
  @Test
  void timer_firstEventBeforeNow_whereThePastIsNotAllowed_isAnError() {
    clock.advanceTo(10);
    TimerSpec strict = every(4).allowPast(false);
    assertThatThrownBy(() -> clock.timer("t", strict.startNanos(5), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3.5] timer 't': its first event at 9 ns is before now, 10 ns; start it later, or allow the past");
    assertThatThrownBy(() -> clock.timer("t", strict.startNanos(9).fireImmediately(), this::note))
        .isInstanceOf(IllegalArgumentException.class);
    clock.timer("t", strict.startNanos(6), this::note);
    clock.timer("u", strict.startNanos(10).fireImmediately(), this::note);
    assertThat(trace).containsExactly("t@10", "u@10");
  }

  /** K3. */
  @Test
  void timer_stopNotAfterNow_whereThePastIsNotAllowed_isAnError() {
    clock.advanceTo(10);
    TimerSpec strict = every(100).startNanos(2).allowPast(false);
    assertThatThrownBy(() -> clock.timer("t", strict.stopNanos(10), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3.3] timer 't': its stop at 10 ns is not after now, 10 ns; stop it later, or allow the past");
    clock.timer("t", strict.stopNanos(11), this::note);
  }

  /** K3. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT9223372036.854775808S"})
  void interval_thatIsNotPositive_orBeyondALong_isAnError(Duration interval) {
    assertThatThrownBy(() -> TimerSpec.every(interval))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3] the interval of a timer is %s; it must be 1 ns to 9223372036854775807 ns (292 years)"
                .formatted(interval));
  }

  /** K4, K9: whatever the policy, on a clock that does not go on by itself nothing is late. */
  @ParameterizedTest
  @EnumSource(LatePolicy.class)
  void timer_withAStartInThePast_firesForEachOccurrence_stampedOnTheGrid(LatePolicy policy) {
    clock.advanceTo(10);
    List<TimeEvent> events = new ArrayList<>();
    clock.timer("t", every(4).startNanos(-3).late(policy), events::add);
    clock.advanceTo(13);
    assertThat(events)
        .containsExactly(
            new TimeEvent("t", 1, 1, 10, 1),
            new TimeEvent("t", 2, 5, 10, 1),
            new TimeEvent("t", 3, 9, 10, 1),
            new TimeEvent("t", 4, 13, 13, 1));
  }

  /** K4: also where all of it is past. */
  @Test
  void timer_allInThePast_firesForEachOccurrence_andIsOver() {
    clock.advanceTo(100);
    clock.timer("t", every(4).startNanos(0).stopNanos(8).fireImmediately(), this::note);
    assertThat(trace).containsExactly("t@0", "t@4", "t@8");
    assertThat(clock.names()).isEmpty();
  }

  /** K4, K7: past occurrences of two timers are in the order of their grids. */
  @Test
  void timersWithStartsInThePast_setInAnAdvance_areInTheOrderOfTheirGrids() {
    clock.alert(
        "x",
        10,
        event -> {
          clock.timer("b", every(2).startNanos(0).stopNanos(6), this::note);
          clock.timer("a", every(3).startNanos(0).stopNanos(6), this::note);
        });
    clock.advanceTo(10);
    assertThat(trace).containsExactly("b@2", "a@3", "b@4", "a@6", "b@6");
  }

  /** K3 at the ends of time. */
  @Test
  void timer_overAllOfTime_firesOnItsGrid_andEndsWhereALongEnds() {
    TestClock whole = new TestClock(Long.MIN_VALUE, Runnable::run);
    whole.timer("t", every(Long.MAX_VALUE).fireImmediately(), this::note);
    whole.advanceTo(Long.MAX_VALUE);
    assertThat(trace).containsExactly("t@" + Long.MIN_VALUE, "t@-1", "t@" + (Long.MAX_VALUE - 1));
    assertThat(whole.names()).isEmpty();
  }

  @Test
  void timer_atTheEndOfTime_firesThere_andNotBeyond() {
    TestClock last = new TestClock(Long.MAX_VALUE - 5, Runnable::run);
    last.timer("t", every(2), this::note);
    last.advanceTo(Long.MAX_VALUE);
    assertThat(trace).containsExactly("t@" + (Long.MAX_VALUE - 3), "t@" + (Long.MAX_VALUE - 1));
    assertThat(last.names()).isEmpty();
  }

  /** K3, K5. */
  @Test
  void timer_whoseFirstEventIsPastTheEndOfTime_isAnError_andLeavesTheOldOne() {
    TestClock last = new TestClock(Long.MAX_VALUE - 5, Runnable::run);
    last.alert("t", Long.MAX_VALUE, this::note);
    assertThatThrownBy(() -> last.timer("t", every(6), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K3.4] timer 't': its first event, PT0.000000006S after its start at 9223372036854775802 ns, is past the end of time, 9223372036854775807 ns; have it fire more often, or start it earlier");
    assertThatThrownBy(() -> last.timer("t", every(6).stop(Instant.MAX), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("past the end of time");
    last.timer("last", every(5), this::note);
    last.timer("now", every(6).fireImmediately(), this::note);
    last.advanceTo(Long.MAX_VALUE);
    assertThat(trace)
        .containsExactly(
            "now@" + (Long.MAX_VALUE - 5), "last@" + Long.MAX_VALUE, "t@" + Long.MAX_VALUE);
  }

  /** K5. */
  @Test
  void settingANameAgain_replacesWhatItStoodFor() {
    clock.timer("n", every(2), this::note);
    clock.alert("n", 5, event -> trace.add("new"));
    assertThat(clock.names()).containsExactly("n");
    clock.advanceTo(10);
    assertThat(trace).containsExactly("new");
  }

  /** K5. */
  @Test
  void settingThatFails_leavesTheOldOne() {
    clock.alert("n", 50, this::note);
    clock.advanceTo(10);
    assertThatThrownBy(() -> clock.alert("n", 5, false, this::note))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.timer("n", every(1).startNanos(9).stopNanos(9), this::note))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> clock.alert("n", 60)).isInstanceOf(IllegalArgumentException.class);
    assertThat(clock.next("n")).hasValue(50);
    assertThat(clock.names()).containsExactly("n");
    clock.advanceTo(50);
    assertThat(trace).containsExactly("n@50");
  }

  /** K5. */
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void name_thatIsBlank_isAnError(String name) {
    assertThatThrownBy(() -> clock.alert(name, 5, this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-K5] the name of an alert is '%s'; it must not be blank".formatted(name));
    assertThatThrownBy(() -> clock.timer(name, every(5), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-K5] the name of a timer is '%s'; it must not be blank".formatted(name));
    assertThatThrownBy(() -> clock.callback(name, this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-K5] the name of a callback is '%s'; it must not be blank".formatted(name));
  }

  /** K5. */
  @Test
  void cancel_ofAnUnknownName_doesNothing() {
    clock.alert("a", 5, this::note);
    assertThat(clock.cancel("b")).isFalse();
    assertThat(clock.cancel("")).isFalse();
    assertThat(clock.next("b")).isEmpty();
    clock.advanceTo(5);
    assertThat(trace).containsExactly("a@5");
  }

  /** K12, E10. */
  @Test
  void events_carryIdsInTheOrderOfDelivery_acrossTheClocksOfASource() {
    List<TimeEvent> events = new ArrayList<>();
    try (OwnedClock other = clock.newClockOn(Runnable::run)) {
      other.alert("b", 2, events::add);
      clock.timer("a", every(1), events::add);
      clock.advanceTo(2);
    }
    assertThat(events)
        .containsExactly(
            new TimeEvent("a", 1, 1, 1, 1),
            new TimeEvent("a", 2, 2, 2, 1),
            new TimeEvent("b", 3, 2, 2, 1));
    assertThat(events.getFirst().scheduled()).isEqualTo(Instant.ofEpochSecond(0, 1));
    assertThat(events.getFirst().delivery()).isEqualTo(Instant.ofEpochSecond(0, 1));
  }

  @Test
  void handler_ofTheLastEvent_findsItsNameFree_andOfAnother_theNextEvent() {
    clock.timer(
        "t",
        every(5).stopNanos(10),
        event -> trace.add(clock.names() + " next " + clock.next("t")));
    clock.advanceTo(10);
    assertThat(trace).containsExactly("[t] next OptionalLong[10]", "[] next OptionalLong.empty");
  }

  @Test
  void handler_maySetItsOwnNameAgain_andCancelIt() {
    clock.timer(
        "t",
        every(5),
        event -> {
          note(event);
          if (event.scheduledNanos() == 10) {
            clock.timer("t", every(3), this::note);
          }
        });
    clock.timer("u", every(4), event -> trace.add("u cancels " + clock.cancel("u")));
    clock.advanceTo(16);
    assertThat(trace).containsExactly("u cancels true", "t@5", "t@10", "t@13", "t@16");
  }

  @Test
  void cancelAll_cancelsAll_andKeepsCallbacks() {
    clock.callback("a", this::note);
    clock.alert("a", 5);
    clock.timer("b", every(1), this::note);
    clock.cancelAll();
    assertThat(clock.names()).isEmpty();
    assertThat(clock.pending()).isZero();
    clock.alert("a", 6);
    clock.advanceTo(10);
    assertThat(trace).containsExactly("a@6");
  }

  @Test
  void names_areSorted_andACopy() {
    clock.alert("b", 1, this::note);
    clock.alert("c", 1, this::note);
    clock.alert("a", 1, this::note);
    List<String> names = clock.names();
    clock.cancelAll();
    assertThat(names).containsExactly("a", "b", "c");
  }
}
