package dev.parklane.examples.turnstile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Captured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final String ONE = Turnstile.uri("harbour", 1);
  private static final Crowd CROWD =
      new Crowd(
          List.of(
              new Person(0, ONE, new Ticket(1, false)), new Person(1, ONE, new Ticket(2, false))));
  private static final Count TWO = new Count(2, Map.of(0, 2));

  private final Journal journal = new Journal(new Captured());

  @Test
  void check_allCounted_findsNothing() {
    assertThat(Check.losses(CROWD, Map.of(ONE, TWO), journal)).isEmpty();
  }

  @Test
  void check_onePassLost_isToldInAllAndOfTheTurnstile() {
    assertThat(Check.losses(CROWD, Map.of(ONE, new Count(1, Map.of(0, 2))), journal))
        .containsExactly(
            "people in all: counted 1, and 2 it has to be",
            ONE + ": counted 1, and 2 it has to be");
  }

  @Test
  void check_hourLost_isTold() {
    assertThat(Check.losses(CROWD, Map.of(ONE, new Count(2, Map.of(0, 1))), journal))
        .containsExactly(ONE + " by hour: counted 1, and 2 it has to be");
  }

  @Test
  void check_turnstileCameBackWithAnotherCount_isTold() {
    journal.came(ONE, Instant.EPOCH, Count.NONE);
    journal.left(ONE, TWO);
    journal.came(ONE, Instant.EPOCH, Count.NONE);

    assertThat(Check.losses(CROWD, Map.of(ONE, TWO), journal))
        .containsExactly(ONE + " has come with " + Count.NONE + ", and had left with " + TWO);
  }

  @Test
  void check_turnstileThatDidNotComeBack_isTold() {
    journal.came(ONE, Instant.EPOCH, Count.NONE);
    journal.left(ONE, TWO);

    assertThat(Check.losses(CROWD, Map.of(ONE, TWO), journal))
        .containsExactly("returns: counted 0, and 1 it has to be");
  }
}
