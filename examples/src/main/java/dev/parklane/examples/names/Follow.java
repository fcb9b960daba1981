package dev.parklane.examples.names;

import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Plane;

/** The program that follows the length of a list of names from outside. */
public final class Follow {
  private Follow() {}

  /** Returns when every name has been handled, and seen. */
  public static void main() throws InterruptedException {
    try (Plane plane = Plane.builder().route("/names/:list", Names::new).start();
        Client client = plane.client()) {
      AgentRef guests = plane.agent("/names/guests");
      new ValueLink<>(client, guests.lane(Names.LENGTH))
          .onSynced(length -> IO.println("linked, the length is " + length))
          .onSet((length, previous) -> IO.println("it was " + previous + " and is " + length))
          .open();
      plane.awaitQuiet();
      guests.command(Names.ADD_NAME, "Ada");
      plane.awaitQuiet();
    }
  }
}
