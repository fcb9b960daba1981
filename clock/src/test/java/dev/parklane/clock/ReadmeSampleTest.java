package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What this module's README shows. */
class ReadmeSampleTest {
  /** K7: an alert between two ticks of a timer comes in its place. */
  @Test
  void alertAndTimer_inOneAdvance_comeInTheOrderOfTheirTimes() {
    TestClock clock = new TestClock();
    List<String> seen = new ArrayList<>();
    clock.alert("open", Instant.ofEpochSecond(90), event -> seen.add("open " + event.scheduled()));
    clock.timer(
        "minute",
        TimerSpec.every(Duration.ofMinutes(1)),
        event -> seen.add("minute " + event.scheduled()));

    clock.advance(Duration.ofMinutes(2));

    assertThat(seen)
        .containsExactly(
            "minute 1970-01-01T00:01:00Z",
            "open 1970-01-01T00:01:30Z",
            "minute 1970-01-01T00:02:00Z");
  }
}
