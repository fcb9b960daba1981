package dev.parklane.examples.shop;

/** How far a payment is. */
record PaymentState(Stage stage, Charge charge) {
  static final PaymentState NEW = new PaymentState(Stage.NEW, Charge.NONE);

  enum Stage {
    NEW,
    /** The provider is asked to charge, and may have done so. */
    CHARGING,
    CHARGED,
    REFUSED,
    /** The provider is asked to pay back what it may have charged. */
    REFUNDING,
    REFUNDED
  }

  PaymentState charging(Charge what) {
    return new PaymentState(Stage.CHARGING, what);
  }

  PaymentState at(Stage next) {
    return new PaymentState(next, charge);
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
