package dev.parklane.examples.shop;

import java.io.IOException;

/** Who charges cards, outside. A call may be made again by the same key: it is done once. */
interface CardProvider {
  /**
   * {@return whether the card has paid: the same whenever it is asked by this key, and not any more
   * once {@link #refund} was}
   *
   * @throws IOException where nobody knows whether it was charged
   */
  boolean charge(String key, Charge what) throws IOException, InterruptedException;

  /**
   * Pays back what was charged by this key, if anything was.
   *
   * @return the number of the receipt
   * @throws IOException where nobody knows whether it was paid back
   */
  String refund(String key) throws IOException, InterruptedException;
}
