package dev.parklane.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.shop.PaymentState.Stage;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Faults;
import java.time.Duration;
import java.util.Map;
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

  /** A lost update: what was sent is counted as it was when the letter was handed over. */
  private static final class ForgetfulCustomer extends Customer {
    ForgetfulCustomer(PostOffice post) {
      super(post);
    }

    @Override
    void isSent(int before) {
      sent.set(before + 1);
    }
  }

  @Test
  void customer_whoCountsFromBefore_losesALetter() {
    requireFound(
        (delivered, outside, store) ->
            new Setup(delivered, outside, store) {
              @Override
              Customer customer() {
                return new ForgetfulCustomer(outside);
              }
            },
        "letters sent to");
  }

  /** A time-out that races with the charge: a call that is under way is taken for none. */
  private static final class HastyPayment extends Payment {
    HastyPayment(CardProvider provider) {
      super(provider);
    }

    @Override
    PaymentState cancel() {
      if (state.get().stage() == Stage.CHARGING) {
        hangUp();
        state.set(state.get().at(Stage.REFUNDED));
      }
      return super.cancel();
    }
  }

  @Test
  void payment_thatForgetsTheCallUnderWay_keepsMoneyOfACancelledOrder() {
    requireFound(
        (delivered, outside, store) ->
            new Setup(delivered, outside, store) {
              @Override
              Payment payment() {
                return new HastyPayment(outside);
              }
            },
        "cents held for order");
  }

  /** A double reservation: it believes that what was free when it looked is free still. */
  private static final class BelievingOrder extends Order {
    @Override
    boolean reserve(Line line) throws InterruptedException {
      if (line.pieces() > stock(line).get(Stock.FREE)) {
        return false;
      }
      stock(line).ask(TakingStock.class, stock -> stock.take(uri(), line.pieces()));
      return true;
    }
  }

  private static final class TakingStock extends Stock {
    TakingStock(Map<String, Integer> delivered) {
      super(delivered);
    }

    int take(String order, int pieces) {
      reserved.put(order, pieces);
      return pieces;
    }
  }

  private static Setup believing(
      Map<String, Integer> delivered, Outside outside, StateStore store) {
    return new Setup(delivered, outside, store) {
      @Override
      Order order() {
        return new BelievingOrder();
      }

      @Override
      Stock stock() {
        return new TakingStock(this.delivered);
      }
    };
  }

  @Test
  void order_thatLooksFirstAndReservesLater_reservesTwice() {
    requireFound(RushTest::believing, "are free");
  }
}
