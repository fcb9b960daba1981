package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import java.util.List;

/** An agent that keeps what is sent to it, in order. */
final class Sink extends Agent {
  static final String URI = "/sink";

  private final CommandLane<Integer> take = new CommandLane<>(this, "take");
  private final List<Integer> taken;

  Sink(List<Integer> taken) {
    this.taken = taken;
    take.onCommand(taken::add);
  }

  List<Integer> taken() {
    return List.copyOf(taken);
  }
}
