package dev.parklane.examples.lost;

/** The same till, which reads its takings when it has the price. */
final class MendedTill extends Till {
  @Override
  void sell(String thing) {
    suspend(() -> price(thing), price -> takings().update(before -> before + price));
  }
}
