package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Timers by a list and by a function of times, clocks by a time of one's own (laws K1, K3, K13).
 */
@Timeout(60)
class TimesOfATimerTest {
  private final TestClock clock = new TestClock();
  private final List<Long> fired = new ArrayList<>();

  private void note(TimeEvent event) {
    fired.add(event.scheduledNanos());
  }

  private static Instant at(long nanos) {
    return Instant.ofEpochSecond(0, nanos);
  }

  @Test
  void listedTimes_areOccurrences_eachOnce_inTheirOrder() {
    clock.timer("n", TimerSpec.at(List.of(at(7), at(3), at(7), at(20))), this::note);
    assertThat(clock.next("n")).hasValue(3);
    clock.advanceTo(10);
    assertThat(fired).containsExactly(3L, 7L);
    assertThat(clock.next("n")).hasValue(20);
    clock.advanceTo(30);
    assertThat(fired).containsExactly(3L, 7L, 20L);
    assertThat(clock.names()).isEmpty();
  }

  @Test
  void listedTimes_areThoseFromTheStartToTheStop_bothIncluded() {
    TimerSpec all = TimerSpec.at(List.of(at(1), at(2), at(3), at(4), at(5)));
    clock.timer("n", all.startNanos(2).stopNanos(4), this::note);
    clock.advanceTo(10);
    assertThat(fired).containsExactly(2L, 3L, 4L);
    assertThatThrownBy(() -> clock.timer("n", all.startNanos(6), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.7] timer 'n': none of its 5 times");
    assertThatThrownBy(() -> clock.timer("n", all.allowPast(false), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.5]");
    assertThatThrownBy(() -> TimerSpec.at(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.6]");
  }

  @Test
  void functionOfTimes_tellsTheNext_untilItGivesNone() {
    clock.timer(
        "n",
        TimerSpec.following(at(1), due -> due.getNano() >= 64 ? null : at(2L * due.getNano())),
        this::note);
    clock.advanceTo(10);
    assertThat(fired).containsExactly(1L, 2L, 4L, 8L);
    assertThat(clock.next("n")).hasValue(16);
    clock.advanceTo(1_000);
    assertThat(fired).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L);
    assertThat(clock.names()).isEmpty();
  }

  @Test
  void functionOfTimes_endsAtItsStop_andAtTheEndOfTime() {
    clock.timer("n", TimerSpec.following(at(1), due -> due.plusNanos(3)).stopNanos(7), this::note);
    clock.advanceTo(100);
    assertThat(fired).containsExactly(1L, 4L, 7L);
    clock.timer("end", TimerSpec.following(at(200), due -> Instant.MAX), this::note);
    clock.advanceTo(300);
    assertThat(fired).containsExactly(1L, 4L, 7L, 200L);
    assertThat(clock.names()).isEmpty();
  }

  @Test
  void functionOfTimes_beforeTheEpoch_countsOn() {
    TestClock early = new TestClock();
    early.timer(
        "n", TimerSpec.following(at(-10), due -> due.plusNanos(5)).stopNanos(5), this::note);
    early.advanceTo(5);
    assertThat(fired).containsExactly(-10L, -5L, 0L, 5L);
  }

  @Test
  void functionOfTimes_thatFailsOrGoesBack_endsTheTimer_andNothingElse() {
    clock.timer("back", TimerSpec.following(at(1), due -> due), this::note);
    clock.timer(
        "fails",
        TimerSpec.following(
            at(2),
            due -> {
              throw new IllegalStateException("no timetable");
            }),
        this::note);
    clock.alert("other", 5, this::note);
    assertThatThrownBy(() -> clock.advanceTo(10))
        .hasStackTraceContaining("[PL-K13] what follows")
        .hasStackTraceContaining("no timetable");
    clock.advanceTo(20);
    assertThat(fired).containsExactly(1L, 2L, 5L);
    assertThat(clock.names()).isEmpty();
    assertThatThrownBy(() ->
            clock.timer("n", TimerSpec.following(at(1), due -> null).startNanos(30), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.8]");
  }

  @Test
  void functionOfTimes_thatFailsWithAnError_endsTheTimerToo() {
    clock.timer(
        "fails",
        TimerSpec.following(
            at(2),
            due -> {
              throw new AssertionError("of a user's");
            }),
        this::note);
    assertThatThrownBy(() -> clock.advanceTo(10)).hasStackTraceContaining("of a user's");
    clock.advanceTo(20);
    assertThat(fired).containsExactly(2L);
    assertThat(clock.names()).isEmpty();
  }

  @Test
  void timesOfOnesOwn_areTold_oneByOne_andAtNoOther() {
    TimerSpec following = TimerSpec.following(at(1), due -> due.plusNanos(1));
    assertThatThrownBy(() -> clock.timer("n", following.late(LatePolicy.SKIP), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K9] timer 'n'");
    TimerSpec listed = TimerSpec.at(List.of(at(3)));
    assertThatThrownBy(() -> clock.timer("n", listed.fireImmediately(), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.9] timer 'n'");
    assertThatThrownBy(() -> clock.timer("n", listed.startNanos(3).stopNanos(3), this::note))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K3.2] timer 'n'");
    assertThat(clock.names()).isEmpty();
  }

  @Test
  void liveClock_whoseTimeFailsForAWhile_goesOn() throws Exception {
    AtomicLong time = new AtomicLong(1_000);
    InstantSource own =
        () -> {
          long now = time.get();
          if (now < 0) {
            throw new IllegalStateException("no time");
          }
          return at(now);
        };
    BlockingQueue<TimeEvent> events = new LinkedBlockingQueue<>();
    try (LiveClock live = new LiveClock(own, Duration.ofMillis(1), Runnable::run)) {
      live.alert("n", 1_000_000_000L, events::add);
      time.set(-1);
      assertThat(events.poll(50, TimeUnit.MILLISECONDS)).isNull();
      time.set(2_000_000_000L);
      assertThat(events.poll(30, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void callbacks_thatAreTakenAway_areNotBound_andWhatIsSetKeepsItsOwn_K6() {
    clock.callback("n", event -> fired.add(-1L));
    clock.defaultCallback(event -> fired.add(-2L));
    clock.alert("n", 1);
    assertThat(clock.cancelCallback("n")).isTrue();
    assertThat(clock.cancelCallback("n")).isFalse();
    clock.alert("m", 2);
    clock.advanceTo(2);
    assertThat(fired).containsExactly(-1L, -2L);
    clock.cancelCallbacks();
    assertThatThrownBy(() -> clock.alert("n", 3)).hasMessageStartingWith("[PL-K6]");
  }

  @Test
  void liveClock_followsATimeOfOnesOwn_andNeverGoesBack_K1() throws Exception {
    AtomicLong time = new AtomicLong(1_000);
    InstantSource own = () -> at(time.get());
    BlockingQueue<TimeEvent> events = new LinkedBlockingQueue<>();
    try (LiveClock live = new LiveClock(own, Duration.ofMillis(1), Runnable::run)) {
      long first = live.nanos();
      assertThat(first).isEqualTo(1_000);
      live.timer(
          "days",
          TimerSpec.at(List.of(at(86_400_000_000_000L), at(172_800_000_000_000L))),
          events::add);
      assertThat(events.poll(20, TimeUnit.MILLISECONDS)).isNull();
      time.set(86_400_000_000_000L); // a day in no time
      TimeEvent event = events.poll(30, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      assertThat(event.scheduledNanos()).isEqualTo(86_400_000_000_000L);
      time.set(5);
      assertThat(live.nanos()).isGreaterThan(86_400_000_000_000L);
    }
    assertThatThrownBy(() -> new LiveClock(own, Duration.ZERO, Runnable::run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K1.4]");
  }
}
