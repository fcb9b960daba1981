package dev.parklane.examples.shop;

import dev.parklane.examples.shop.OrderState.Stage;

/** What has become of all orders that are over. */
record Totals(int paid, int cancelled, int cents) {
  static final Totals NONE = new Totals(0, 0, 0);

  Totals with(OrderState order) {
    return order.stage() == Stage.PAID
        ? new Totals(paid + 1, cancelled, cents + order.purchase().cents())
        : new Totals(paid, cancelled + 1, cents);
  }
}
