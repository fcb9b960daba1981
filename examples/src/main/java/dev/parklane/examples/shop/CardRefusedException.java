package dev.parklane.examples.shop;

/** A card that does not pay, now or later. */
final class CardRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  CardRefusedException(String card) {
    super("the card '" + card + "' is refused", null, false, false); // where from is no riddle
  }
}
