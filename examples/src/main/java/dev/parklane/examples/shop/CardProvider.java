package dev.parklane.examples.shop;

import java.io.IOException;

/** Who charges cards, outside. A call may be made again by the same key: it is done once. */
interface CardProvider {
  /**
   * {@return the number of the receipt}
   *
   * @throws CardRefusedException where the card does not pay, now or later
   * @throws IOException where nobody knows whether it was charged
   */
  String charge(String key, Charge what)
      throws CardRefusedException, IOException, InterruptedException;

  /**
   * Pays back what was charged by this key, if anything was.
   *
   * @return the number of the receipt
   * @throws IOException where nobody knows whether it was paid back
   */
  String refund(String key) throws IOException, InterruptedException;
}
