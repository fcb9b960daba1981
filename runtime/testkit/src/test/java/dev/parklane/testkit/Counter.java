package dev.parklane.testkit;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;

/** A counter that loses updates: it adds to what it knew before it went away to think. */
final class Counter extends Agent {
  private final CommandLane<Integer> add = new CommandLane<>(this, "add", Integer.class);
  private final ValueLane<Integer> total = new ValueLane<>(this, "total", 0);

  Counter(boolean mended) {
    add.onCommand(n -> {
      int before = total.get();
      suspend(() -> n, sum -> total.set((mended ? total.get() : before) + sum));
    });
  }

  int total() {
    return total.get();
  }
}
