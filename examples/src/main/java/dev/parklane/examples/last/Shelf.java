package dev.parklane.examples.last;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;

/** A shelf with one lamp. */
class Shelf extends Agent {
  private final ValueLane<Integer> lamps = new ValueLane<>(this, "lamps", 1);

  int lamps() {
    return lamps.get();
  }

  /** To be asked: takes a lamp away. */
  int take() {
    lamps.set(lamps.get() - 1);
    return lamps.get();
  }

  /** To be asked: takes a lamp away if there is one. */
  boolean takeIfThere() {
    if (lamps.get() == 0) {
      return false;
    }
    take();
    return true;
  }
}
