package shop;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;

/** Sells three things. */
public final class Main {
  private Main() {}

  /** Returns when all is sold. */
  public static void main(String[] args) {
    try (Plane plane = Plane.builder().route("/till", Till::new).start()) {
      AgentRef till = plane.agent("/till");
      till.command("sell", 3);
      till.command("sell", 4);
      till.command("sell", 5);
    }
  }
}
