package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Faults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The shop under many schedules: as it is, and with mistakes that somebody might make. */
class RushTest {
  private static final int RUNS = 50;
  private static final int SOME = 20; // that a mistake fails some of them is enough
  private static final double NEVER = 0;
  private static final double SOMETIMES = 0.1;

  private static Exploration explored(Rush.Maker maker, double deaths, Faults faults, int runs) {
    return Exploration.of(new Rush(maker, deaths)).with(faults).schedules(runs);
  }

  /** Some schedule fails with a mistake, and each that does says this. */
  private static void requireFound(Rush.Maker mistake, String symptom) {
    assertThat(explored(mistake, NEVER, Faults.none(), SOME).failures())
        .isNotEmpty()
        .allSatisfy(failure -> assertThat(failure.getCause()).hasMessageContaining(symptom));
  }

  @Test
  void shop_anyOrder_keepsItsBooks() {
    Exploration explored = explored(Setup::new, NEVER, Faults.none(), RUNS).requireNoFailure();

    assertThat(explored.orders()).isEqualTo(RUNS);
  }

  @Test
  void shop_processThatDies_goesOnFromWhatWasKept() {
    explored(Setup::new, SOMETIMES, Faults.none(), RUNS).requireNoFailure();
  }

  @Test
  void shop_whatFailsAndIsLate_goesOnFromWhatStands() {
    Faults faults =
        Faults.none().withStoppingAgents(0.01).withLateTimers(0.1, Duration.ofMinutes(2));
    explored(Setup::new, NEVER, faults, RUNS).requireNoFailure();
  }

  @Test
  void customer_whoCountsFromBefore_losesALetter() {
    requireFound(Mistake.COUNTS_FROM_BEFORE::make, "letters sent to");
  }

  @Test
  void payment_thatForgetsTheCallUnderWay_keepsMoneyOfACancelledOrder() {
    requireFound(Mistake.TIME_OUT_FORGETS_THE_CALL::make, "cents held for order");
  }

  @Test
  void order_thatLooksFirstAndReservesLater_reservesTwice() {
    requireFound(Mistake.LOOKS_AND_RESERVES_LATER::make, "are free");
  }
}
