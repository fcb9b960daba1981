package dev.parklane.examples.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class CrowdTest {
  @Test
  void crowd_sameSeed_isTheSame() {
    assertThat(Crowd.of(7)).isEqualTo(Crowd.of(7)).isNotEqualTo(Crowd.of(8));
  }

  @Test
  void crowd_anySeed_comesInOrderWithinADayAndOneOfItHasABentTicket() {
    for (long seed = 0; seed < 50; seed++) {
      Crowd crowd = Crowd.of(seed);

      assertThat(crowd.people())
          .hasSize(3_000)
          .isSortedAccordingTo(Comparator.comparing(Person::second))
          .allSatisfy(person -> assertThat(person.second()).isBetween(0, Crowd.DAY - 1));
      assertThat(crowd.refused()).isEqualTo(1);
      assertThat(crowd.passes()).hasSize(12);
      assertThat(crowd.passes().values().stream().mapToInt(n -> n).sum()).isEqualTo(2_999);
    }
  }
}
