package dev.parklane.examples.names;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;

/** The program that sends three names to one list. */
public final class NamesMain {
  private NamesMain() {}

  /** Returns when every name has been handled: that is how a plane closes. */
  public static void main() throws InterruptedException {
    try (Plane plane = Plane.builder().route("/names/:list", Names::new).start()) {
      AgentRef guests = plane.agent("/names/guests");
      guests.command(Names.ADD_NAME, "Ada");
      guests.command(Names.ADD_NAME, "Grace");
      guests.command(Names.ADD_NAME, "Edsger");
      IO.println("The list has " + guests.get(Names.LENGTH));
    }
  }
}
