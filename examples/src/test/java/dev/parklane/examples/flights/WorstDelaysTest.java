package dev.parklane.examples.flights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorstDelaysTest {
  private static final LocalDateTime SIX = LocalDateTime.of(2001, 1, 1, 6, 0);
  private static final WorstDelays TEN =
      new WorstDelays(IntStream.range(0, 10).mapToObj(i -> delayed(SIX, 100 - i)).toList());

  @Test
  void flight_worseThanTheTenth_pushesItOut() {
    Flight worse = delayed(SIX, 99);

    assertThat(TEN.lacks(worse)).isTrue();
    assertThat(TEN.with(worse).flights())
        .hasSize(10)
        .extracting(Flight::delayMinutes)
        .startsWith(100, 99, 99, 98)
        .endsWith(92);
  }

  @Test
  void flight_asLateAsTheTenth_hasToHaveLeftEarlier() {
    assertThat(TEN.lacks(delayed(SIX, 91))).isFalse();
    assertThat(TEN.lacks(delayed(SIX.minusMinutes(1), 91))).isTrue();
  }

  @Test
  void flight_whereThereAreFewerThanTen_isAmongThem() {
    assertThat(WorstDelays.NONE.lacks(delayed(SIX, -5))).isTrue();
  }

  @Test
  void parts_together_areTheTenWorstOfAll() {
    WorstDelays one = WorstDelays.NONE.with(delayed(SIX, 95)).with(delayed(SIX, 101));

    assertThat(WorstDelays.among(List.of(TEN, one)).flights())
        .extracting(Flight::delayMinutes)
        .containsExactly(101, 100, 99, 98, 97, 96, 95, 95, 94, 93);
  }

  private static Flight delayed(LocalDateTime departure, int minutes) {
    return new Flight(departure, "ATL", "JFK", 760, minutes);
  }
}
