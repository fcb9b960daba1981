package dev.parklane.examples.lost;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;

/** A till that asks elsewhere what a thing costs, and loses money. */
class Till extends Agent {
  private final CommandLane<String> sell = new CommandLane<>(this, "sell", String.class);
  private final ValueLane<Integer> takings = new ValueLane<>(this, "takings", 0);

  Till() {
    sell.onCommand(this::sell);
  }

  /** Wrong: another sale may come while the price is asked for, and then {@code before} is old. */
  void sell(String thing) {
    int before = takings.get();
    suspend(() -> price(thing), price -> takings.set(before + price));
  }

  /** Stands for a question to another system. */
  static int price(String thing) {
    return thing.length();
  }

  ValueLane<Integer> takings() {
    return takings;
  }
}
