package dev.parklane.testkit.model;

import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.runtime.Agent;

/** Orders by number, and a word for each that is closed. */
final class Orders extends Agent {
  private final MapLane<Integer, String> open = new MapLane<>(this, "open");
  private final SupplyLane<Integer> closed = new SupplyLane<>(this, "closed");
  private int last;

  int open(String what) {
    open.put(++last, what);
    return last;
  }

  boolean close(int number) {
    boolean there = open.containsKey(number);
    open.remove(number);
    closed.supply(number);
    return there;
  }

  int closeAll() {
    int count = open.get().size();
    open.clear();
    return count;
  }
}
