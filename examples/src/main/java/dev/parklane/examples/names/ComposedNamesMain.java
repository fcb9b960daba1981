package dev.parklane.examples.names;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;

/** The program that sends three names to one list whose handlers are composed. */
public final class ComposedNamesMain {
  private ComposedNamesMain() {}

  /** Returns when every name has been handled: that is how a plane closes. */
  public static void main() {
    try (Plane plane = Plane.builder().route("/names/:list", ComposedNames::new).start()) {
      AgentRef guests = plane.agent("/names/guests");
      guests.command("addName", "Ada");
      guests.command("addName", "Grace");
      guests.command("addName", "Edsger");
    }
  }
}
