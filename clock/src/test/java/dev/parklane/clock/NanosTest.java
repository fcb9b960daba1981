package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as people read them. */
class NanosTest {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 0 s",
    "1970-01-01T00:00:00.000000001Z, 0.000000001 s",
    "1970-01-01T00:00:10Z, 10 s",
    "1970-01-01T01:02:03.500Z, 1 h 2 min 3.5 s",
    "1970-01-03T00:01:00Z, 48 h 1 min",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z"
  })
  void text_tellsTheTime(Instant instant, String text) {
    assertThat(Nanos.text(Nanos.of(instant))).isEqualTo(text);
  }
}
