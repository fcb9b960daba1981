package dev.parklane.examples.shop;

/** What a card has to pay. */
record Charge(String card, int cents) {
  /** Of a payment that was not asked for yet. */
  static final Charge NONE = new Charge("", 0);
}
