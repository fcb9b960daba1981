package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law K1 on a machine whose clocks do what they want. */
class LiveTimeTest {
  private long wall = 1_000;
  private long ticks;

  private LiveTime time(long firstTick) {
    ticks = firstTick;
    return new LiveTime(() -> wall, () -> ticks);
  }

  private void pass(long nanos) {
    wall += nanos;
    ticks += nanos;
  }

  /** The origin of the ticks may be anything, also so that they overflow. */
  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE - 5, Long.MAX_VALUE})
  void time_followsTheWallClock(long firstTick) {
    LiveTime time = time(firstTick);
    assertThat(time.next()).isEqualTo(1_000);
    pass(10);
    assertThat(time.next()).isEqualTo(1_010);
  }

  @Test
  void time_ofAMachineThatStandsStill_repeatsNoValue() {
    LiveTime time = time(0);
    assertThat(time.next()).isEqualTo(1_000);
    assertThat(time.next()).isEqualTo(1_001);
    assertThat(time.next()).isEqualTo(1_002);
    pass(2);
    assertThat(time.next()).isEqualTo(1_003);
    pass(10);
    assertThat(time.next()).isEqualTo(1_012);
  }

  @Test
  void time_whenTheWallClockIsSetBack_goesOnAtThePaceOfTheTicks() {
    LiveTime time = time(0);
    pass(10);
    assertThat(time.next()).isEqualTo(1_010);
    wall -= 500;
    pass(10);
    assertThat(time.next()).isEqualTo(1_020);
    pass(10);
    assertThat(time.next()).isEqualTo(1_030);
  }

  @Test
  void time_whenTheWallClockJumpsAhead_follows() {
    LiveTime time = time(0);
    wall += 500;
    pass(10);
    assertThat(time.next()).isEqualTo(1_510);
    pass(10);
    assertThat(time.next()).isEqualTo(1_520);
  }

  @Test
  void time_readByAThreadThatIsHeldUpInBetween_isNotPushedAhead() {
    boolean[] heldUp = {false};
    LiveTime time =
        new LiveTime(
            () -> {
              long read = wall;
              if (heldUp[0]) {
                pass(100);
              }
              return read;
            },
            () -> ticks);
    heldUp[0] = true;
    assertThat(time.next()).isEqualTo(1_100);
    heldUp[0] = false;
    pass(1);
    assertThat(time.next()).isEqualTo(1_101);
  }

  /** K1: a live clock tells the time of the machine, and is never behind it. */
  @Test
  void liveClock_isAtTheTimeOfTheMachine() {
    try (LiveClock clock = new LiveClock()) {
      Instant before = Instant.now();
      Instant read = Instant.ofEpochSecond(0, clock.nanos());
      assertThat(read).isBetween(before, before.plus(Duration.ofDays(1)));
    }
  }
}
