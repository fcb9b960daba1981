package org.example.counter;

import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;

/** The program that lets visitors in on two days. */
public final class Visitors {
  private static final String DOOR = "/door/north";

  private Visitors() {}

  /** Returns when the second day is over. */
  public static void main() throws InterruptedException {
    StateStore store = new InMemoryStore();
    try (Plane first = open(store)) {
      AgentRef door = first.agent(DOOR);
      door.command("enter", "Ada");
      door.command("enter", "Grace");
      door.command("visitors", 5); // a group: the lane takes commands by itself
    }
    try (Plane second = open(store);
        Client client = second.client()) {
      new ValueLink<>(client, second.agent(DOOR).lane("visitors", Long.class))
          .onSynced(count -> IO.println("the next day begins with " + count))
          .onEvent(count -> IO.println("told from outside: " + count))
          .open();
      second.awaitQuiet();
      second.agent(DOOR).command("enter", "Edsger");
      second.awaitQuiet();
    }
  }

  private static Plane open(StateStore store) {
    return Plane.builder().route("/door/:side", Door::new, o -> o.withStore(store)).start();
  }
}
