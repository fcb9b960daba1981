package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.SimulationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The report of each mistake names the two events that came in the wrong order, and the line. */
class MistakesTest {
  private static final Duration SOON = Duration.ofSeconds(2);

  private static String reported(Mistake mistake, Duration answers) {
    LastLamp scenario = new LastLamp(mistake, answers);
    SimulationFailure found =
        Exploration.of(scenario).schedules(300).failures().getFirst().shrunk(scenario);
    String report = String.valueOf(found.getMessage());
    assertThat(report.lines().count()).as(report).isLessThanOrEqualTo(40);
    return report;
  }

  @Test
  void shopWithoutMistakes_keepsItsBooks() {
    LastLamp soon = new LastLamp(Mistake.NONE, SOON);
    LastLamp atTheTimeOut = new LastLamp(Mistake.NONE, Order.TIME_TO_PAY);
    Exploration.of(soon).all(300).requireNoFailure();
    Exploration.of(atTheTimeOut).all(300).requireNoFailure();
    Exploration.of(atTheTimeOut).schedules(300).requireNoFailure();
  }

  @Test
  void lostUpdate_isTold() {
    assertThat(reported(Mistake.COUNTS_FROM_BEFORE, SOON))
        .contains("letters sent to ada: found 1, and 2 it has to be")
        .contains(
            "in the mailbox of /customer/ada 'has paid.ask' from /order/1 came before"
                + " 'letter.suspended'")
        .contains("it goes wrong first at Mistake$ForgetfulCustomer.isSent(Mistake.java:")
        .containsPattern("of /customer/ada does 'sent: 1 -> 1', where it passes: 'sent: 1 -> 2'");
  }

  @Test
  void timeOutThatRacesWithThePayment_isTold() {
    assertThat(reported(Mistake.TIME_OUT_FORGETS_THE_CALL, Order.TIME_TO_PAY))
        .contains("cents held for order 1: found 4000, and 0 it has to be")
        .contains(
            "in the mailbox of /payment/1 'cancel.ask' from /order/1 came before"
                + " 'call to charge.suspended'")
        .contains("it goes wrong first at Mistake$HastyPayment.cancel(Mistake.java:");
  }

  @Test
  void doubleReservation_isTold() {
    assertThat(reported(Mistake.LOOKS_AND_RESERVES_LATER, SOON))
        .contains("there was one lamp, and now there are -1")
        .containsPattern(
            "in the mailbox of /stock/lamp '(free.get|take.ask)' from /order/. came before"
                + " '(free.get|take.ask)' from /order/.")
        .contains("it goes wrong first at Mistake$TakingStock.take(Mistake.java:");
  }
}
