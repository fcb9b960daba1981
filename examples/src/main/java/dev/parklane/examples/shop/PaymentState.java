package dev.parklane.examples.shop;

/**
 * How far a payment is.
 *
 * @param failures how many calls of the provider in a row have failed
 */
record PaymentState(Stage stage, Charge charge, int failures) {
  static final PaymentState NEW = new PaymentState(Stage.NEW, Charge.NONE, 0);

  enum Stage {
    NEW,
    /** The provider is asked to charge, and may have done so. */
    CHARGING,
    CHARGED,
    REFUSED,
    /** The provider is asked to refund, as soon as it is known that no charge is under way. */
    REFUNDING,
    REFUNDED
  }

  PaymentState charging(Charge what) {
    return new PaymentState(Stage.CHARGING, what, 0);
  }

  PaymentState at(Stage next) {
    return new PaymentState(next, charge, 0);
  }

  PaymentState failed() {
    return new PaymentState(stage, charge, failures + 1);
  }

  /** Whether the money is there, and stays. */
  boolean isDone() {
    return stage == Stage.CHARGED;
  }

  /** Whether no money is there, and none will come. */
  boolean isOff() {
    return stage == Stage.REFUSED || stage == Stage.REFUNDED;
  }
}
