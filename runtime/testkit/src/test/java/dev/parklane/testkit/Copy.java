package dev.parklane.testkit;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import java.util.List;

/** Writes down, outside of any agent, what it has heard. */
final class Copy extends Agent {
  private final CommandLane<Integer> hear = new CommandLane<>(this, "hear", Integer.class);

  Copy(List<Integer> heard) {
    hear.onCommand(heard::add);
  }
}
