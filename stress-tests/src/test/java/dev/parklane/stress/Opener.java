package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;

/** An agent that opens a gate when it is told. */
final class Opener extends Agent {
  Opener(Gate gate) {
    new CommandLane<Boolean>(this, "open").onCommand(now -> gate.open());
  }
}
