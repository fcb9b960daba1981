package dev.parklane.examples.saga;

import dev.parklane.lanes.MapLane;
import dev.parklane.runtime.Agent;

/** Pieces, and who has reserved some. To ask it the same thing twice does no harm. */
final class Stock extends Agent {
  static final String URI = "/stock";
  static final int PIECES = 10;

  private final MapLane<String, Integer> reserved = new MapLane<>(this, "reserved");

  /** Whether there are as many. */
  boolean reserve(String order, int pieces) {
    if (!reserved.containsKey(order) && pieces > free()) {
      return false;
    }
    reserved.put(order, pieces);
    return true;
  }

  boolean giveBack(String order) {
    reserved.remove(order);
    return true;
  }

  int free() {
    return PIECES - reserved.get().values().stream().mapToInt(Integer::intValue).sum();
  }
}
