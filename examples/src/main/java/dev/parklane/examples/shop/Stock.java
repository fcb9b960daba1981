package dev.parklane.examples.shop;

import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import java.util.Map;

/**
 * The agent of one item, at {@value #ROUTE}: how many pieces there are, and who has reserved some.
 * To ask it the same thing twice does no harm.
 */
class Stock extends Agent {
  static final String ROUTE = "/stock/:item";

  static final LaneKey<Integer> PIECES = LaneKey.of("pieces", Integer.class);
  static final LaneKey<Integer> FREE = LaneKey.of("free", Integer.class);
  static final MapLaneKey<String, Integer> RESERVED =
      MapLaneKey.of("reserved", String.class, Integer.class);

  private final ValueLane<Integer> pieces;
  private final ValueLane<Integer> free;
  final MapLane<String, Integer> reserved = new MapLane<>(this, RESERVED);

  /** With so many pieces of each item at first. */
  Stock(Map<String, Integer> delivered) {
    int first = delivered.getOrDefault(parameter("item"), 0);
    pieces = new ValueLane<>(this, PIECES, first);
    free = new ValueLane<>(this, FREE, first);
    reserved.onUpdate((all, order, before, now) -> count(all));
    reserved.onRemove((all, order, before) -> count(all));
  }

  static String uri(String item) {
    return "/stock/" + item;
  }

  private void count(Map<String, Integer> all) {
    free.set(pieces.get() - all.values().stream().mapToInt(n -> n).sum());
  }

  /** To be asked: whether there are as many. */
  boolean reserve(String order, int wanted) {
    if (reserved.containsKey(order)) {
      return true;
    }
    if (wanted > free.get()) {
      return false;
    }
    reserved.put(order, wanted);
    return true;
  }

  /**
   * To be asked.
   *
   * @return how many were reserved
   */
  int giveBack(String order) {
    int kept = reserved(order);
    reserved.remove(order);
    return kept;
  }

  /**
   * To be asked: what is reserved leaves the house.
   *
   * @return how many pieces
   */
  int ship(String order) {
    int leave = reserved(order);
    pieces.update(n -> n - leave);
    reserved.remove(order);
    return leave;
  }

  private int reserved(String order) {
    return reserved.get().getOrDefault(order, 0);
  }
}
