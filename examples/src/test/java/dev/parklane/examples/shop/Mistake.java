package dev.parklane.examples.shop;

import static dev.parklane.runtime.Question.named;

import dev.parklane.examples.shop.PaymentState.Stage;
import dev.parklane.runtime.store.StateStore;
import java.util.Map;

/** Mistakes of order that somebody might make in the shop; the switch that puts one in. */
enum Mistake {
  NONE {
    @Override
    Setup make(Map<String, Integer> delivered, Outside outside, StateStore store) {
      return new Setup(delivered, outside, store);
    }
  },
  /** What was sent is counted from what it was when the letter was handed over: a lost update. */
  COUNTS_FROM_BEFORE {
    @Override
    Setup make(Map<String, Integer> delivered, Outside outside, StateStore store) {
      return new Setup(delivered, outside, store) {
        @Override
        Customer customer() {
          return new ForgetfulCustomer(outside);
        }
      };
    }
  },
  /** A call under way is taken for none: a time-out that races with the payment. */
  TIME_OUT_FORGETS_THE_CALL {
    @Override
    Setup make(Map<String, Integer> delivered, Outside outside, StateStore store) {
      return new Setup(delivered, outside, store) {
        @Override
        Payment payment() {
          return new HastyPayment(outside);
        }
      };
    }
  },
  /** An order believes that what was free when it looked is free still: a double reservation. */
  LOOKS_AND_RESERVES_LATER {
    @Override
    Setup make(Map<String, Integer> delivered, Outside outside, StateStore store) {
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
  };

  /** A shop with it. */
  abstract Setup make(Map<String, Integer> delivered, Outside outside, StateStore store);

  private static final class ForgetfulCustomer extends Customer {
    ForgetfulCustomer(PostOffice post) {
      super(post);
    }

    @Override
    void isSent(int before) {
      sent.set(before + 1);
    }
  }

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

  private static final class BelievingOrder extends Order {
    @Override
    boolean reserve(Line line) throws InterruptedException {
      if (line.pieces() > stock(line).get(Stock.FREE)) {
        return false;
      }
      stock(line).ask(TakingStock.class, named("take", stock -> stock.take(uri(), line.pieces())));
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
}
