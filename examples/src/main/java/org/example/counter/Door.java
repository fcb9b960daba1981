package org.example.counter;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;

/** The agent of a door: counts who comes in. */
public final class Door extends Agent {
  private final CommandLane<String> enter = new CommandLane<>(this, "enter", String.class);
  private final CounterLane visitors = new CounterLane(this, "visitors");

  /** Registers the handlers. */
  public Door() {
    enter.onCommand(this::enter);
    visitors
        .onCount((before, now) -> IO.println("from " + before + " to " + now))
        .onReached(3, now -> IO.println("three have come in"));
  }

  private void enter(String name) {
    visitors.add(1);
    IO.println(name + " is visitor number " + visitors.get());
  }
}
