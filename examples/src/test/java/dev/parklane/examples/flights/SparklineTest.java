package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SparklineTest {
  private static final Map<Integer, Delays> DAY =
      Map.of(
          0, new Delays(1, 0, -7),
          1, new Delays(2, 0, 10),
          2, new Delays(1, 1, 34),
          23, new Delays(1, 1, 400));

  @Test
  void hours_utf8_areBarsOfFiveMinutesAStep() {
    assertThat(new Sparkline(StandardCharsets.UTF_8).of(DAY))
        .isEqualTo("\u2581\u2582\u2587" + " ".repeat(20) + "\u2588");
  }

  @Test
  void hours_charsetWithoutBars_areAscii() {
    assertThat(new Sparkline(StandardCharsets.US_ASCII).of(DAY))
        .isEqualTo("_.*" + " ".repeat(20) + "#");
  }
}
