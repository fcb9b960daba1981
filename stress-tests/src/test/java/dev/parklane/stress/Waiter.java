package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An agent whose handler waits at a gate, with as many writers parked under it as it is told. */
final class Waiter extends Agent {
  private final CommandLane<Integer> pass = new CommandLane<>(this, "pass", Integer.class);
  private final CommandLane<String> note = new CommandLane<>(this, "note", String.class);
  private final ValueLane<Integer> depth = new ValueLane<>(this, "depth", 0);

  private final Gate gate;
  private final CountDownLatch arrivals;
  private final List<String> notes = new ArrayList<>();

  Waiter(Gate gate, CountDownLatch arrivals) {
    this.gate = gate;
    this.arrivals = arrivals;
    pass.onCommand(depth::set);
    depth.onEvent(this::descend);
    note.onCommand(notes::add);
  }

  private void descend(int left) throws InterruptedException {
    if (left > 0) {
      depth.set(left - 1);
      notes.add("writer " + left);
    } else {
      notes.add("waits");
      arrivals.countDown();
      gate.pass();
      notes.add("goes on");
    }
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
