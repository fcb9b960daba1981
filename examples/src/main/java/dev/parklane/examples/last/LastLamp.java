package dev.parklane.examples.last;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Scenario;
import java.util.function.Supplier;

/** The program that finds the order in which the last lamp is sold twice. */
public final class LastLamp {
  private LastLamp() {}

  /** Explores the buyer as it was, and as it is. */
  public static void main() {
    Scenario scenario = twoBuyers(Buyer::new);
    Exploration buyers = Exploration.of(scenario).all(10_000);
    IO.println(buyers.coverage() + "; " + buyers.failed() + " of them fail as this does:");
    IO.println(buyers.failures().getFirst().shrunk(scenario).getMessage());

    Exploration mended = Exploration.of(twoBuyers(MendedBuyer::new)).all(10_000);
    IO.println("mended: " + mended.coverage() + "; " + mended.failed() + " fail");
  }

  static PlaneBuilder shop(Supplier<Buyer> buyer) {
    return Plane.builder().route("/shelf", Shelf::new).route("/buyer/:name", buyer);
  }

  static Scenario twoBuyers(Supplier<Buyer> buyer) {
    return simulation -> {
      try (Plane plane = simulation.start(shop(buyer))) {
        plane.agent("/buyer/ada").command("buy", "/shelf");
        plane.agent("/buyer/bob").command("buy", "/shelf");
        simulation.settle();
        requireNotNegative(plane.agent("/shelf").ask(Shelf.class, Shelf::lamps));
      }
    };
  }

  private static void requireNotNegative(int lamps) {
    if (lamps < 0) {
      throw new AssertionError("there are " + lamps + " lamps");
    }
  }
}
