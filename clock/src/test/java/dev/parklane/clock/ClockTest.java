package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What all clocks have in common: how time is read and reckoned (law K1). */
class ClockTest {
  private static final Duration LONGEST = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);
  private static final Duration LONGEST_BACK = Duration.ofSeconds(Long.MIN_VALUE);

  private static TestClock at(long nanos) {
    return new TestClock(nanos, Runnable::run);
  }

  @ParameterizedTest
  @ValueSource(
      longs = {Long.MIN_VALUE, -1_000_000_001, -1, 0, 999_999_999, 1_000_000_000, Long.MAX_VALUE})
  void now_atAnyTime_isExact(long nanos) {
    Instant now = at(nanos).now();
    assertThat(nanosOf(now.getEpochSecond(), now.getNano())).isEqualTo(BigInteger.valueOf(nanos));
  }

  /** K1: rounded down, before the epoch too. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1999999, 1999, 1",
    "2000000, 2000, 2",
    "-1, -1, -1",
    "-1000000, -1000, -1",
    "-1000001, -1001, -2",
    "9223372036854775807, 9223372036854775, 9223372036854",
    "-9223372036854775808, -9223372036854776, -9223372036855",
  })
  void microsAndMillis_areRoundedDown(long nanos, long micros, long millis) {
    assertThat(at(nanos).micros()).isEqualTo(micros);
    assertThat(at(nanos).millis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S, 0",
    "5, PT1S, 1000000005",
    "5, PT-0.000000006S, -1",
    "9223372036854775807, PT0S, 9223372036854775807",
    "9223372036854775806, PT0.000000001S, 9223372036854775807",
    "9223372036854775807, PT0.000000001S, 9223372036854775807",
    "-9223372036854775808, PT-0.000000001S, -9223372036854775808",
    "-9223372036854775808, PT18446744073.709551615S, 9223372036854775807",
    "-9223372036854775808, PT18446744073.709551614S, 9223372036854775806",
    "9223372036854775807, PT-18446744073.709551615S, -9223372036854775808",
  })
  void plus_nearTheEnds_isExactAsFarAsALongGoes(long nanos, Duration duration, long sum) {
    assertThat(Nanos.plus(nanos, duration)).isEqualTo(sum);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE})
  void plus_ofTheLongestDurations_saturates(long nanos) {
    assertThat(Nanos.plus(nanos, LONGEST)).isEqualTo(Long.MAX_VALUE);
    assertThat(Nanos.plus(nanos, LONGEST_BACK)).isEqualTo(Long.MIN_VALUE);
  }

  @Property
  void plus_ofAnyTwo_isTheSumOrTheNearestLong(
      @ForAll long nanos, @ForAll long seconds, @ForAll int nanosOfSecond) {
    Duration duration = Duration.ofSeconds(seconds / 2, nanosOfSecond);
    BigInteger sum =
        nanosOf(duration.getSeconds(), duration.getNano()).add(BigInteger.valueOf(nanos));
    assertThat(BigInteger.valueOf(Nanos.plus(nanos, duration)))
        .isEqualTo(
            sum.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE)));
  }

  @Test
  void nanosOf_anInstant_isItsTime_orTheNearest() {
    assertThat(Nanos.of(Instant.ofEpochSecond(-2, 5))).isEqualTo(-1_999_999_995);
    assertThat(Nanos.of(at(Long.MAX_VALUE).now())).isEqualTo(Long.MAX_VALUE);
    assertThat(Nanos.of(Instant.MIN)).isEqualTo(Long.MIN_VALUE);
    assertThat(Nanos.of(Instant.MAX)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void lateness_isTheDifference_asFarAsALongGoes() {
    assertThat(new TimeEvent("a", 1, 5, 7, 1).latenessNanos()).isEqualTo(2);
    assertThat(new TimeEvent("a", 1, Long.MIN_VALUE, 0, 1).latenessNanos())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void after_aDelay_setsAnAlert_andTheLongestIsTheEndOfTime() {
    TestClock clock = at(10);
    clock.after("a", Duration.ofNanos(5), event -> {});
    clock.after("b", LONGEST, event -> {});
    assertThat(clock.next("a")).hasValue(15);
    assertThat(clock.next("b")).hasValue(Long.MAX_VALUE);
    assertThatThrownBy(() -> clock.after("a", Duration.ofNanos(-1), event -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-K2] alert 'a': its delay is PT-0.000000001S; it must be 0 or more");
  }

  private static BigInteger nanosOf(long seconds, int nanos) {
    return new BigInteger(seconds + "000000000").add(BigInteger.valueOf(nanos));
  }
}
