package dev.parklane.examples.shop;

import java.io.IOException;

/** Who brings letters to customers, outside. */
interface PostOffice {
  /** {@return the number of the letter} */
  String send(String customer, String letter) throws IOException, InterruptedException;
}
