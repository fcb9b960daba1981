package dev.parklane.examples.shop;

import java.time.Instant;
import java.util.Locale;

/**
 * How far an order is.
 *
 * @param due until when it has to be paid
 * @param note why it was cancelled; empty where it was not
 */
record OrderState(Stage stage, Purchase purchase, Instant due, String note) {
  static final OrderState NEW = new OrderState(Stage.NEW, Purchase.NONE, Instant.EPOCH, "");

  enum Stage {
    NEW,
    /** Some of its pieces may be reserved. */
    RESERVING,
    /** All are, and the payment may have begun. */
    PAYING,
    /** It is paid, and some of its pieces may have left the stock. */
    SHIPPING,
    /** The end of one that is paid, and has left. */
    PAID,
    /** Some of what was done may be taken back. */
    CANCELLING,
    /** The other end: all was taken back. */
    CANCELLED
  }

  OrderState reserving(Purchase what) {
    return new OrderState(Stage.RESERVING, what, due, note);
  }

  OrderState paying(Instant until) {
    return new OrderState(Stage.PAYING, purchase, until, note);
  }

  OrderState cancelling(String why) {
    return new OrderState(Stage.CANCELLING, purchase, due, why);
  }

  OrderState at(Stage next) {
    return new OrderState(next, purchase, due, note);
  }

  boolean isAtItsEnd() {
    return stage == Stage.PAID || stage == Stage.CANCELLED;
  }

  /** As in {@code cancelled: the card was refused}. */
  @Override
  public String toString() {
    String now = stage.name().toLowerCase(Locale.ROOT);
    return note.isEmpty() ? now : now + ": " + note;
  }
}
