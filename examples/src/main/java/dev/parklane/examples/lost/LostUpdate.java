package dev.parklane.examples.lost;

import dev.parklane.runtime.Plane;
import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.SimulationFailure;
import java.util.function.Supplier;

/** The program that finds the order in which a till loses a sale. */
public final class LostUpdate {
  private LostUpdate() {}

  /** Explores the till as it was, and as it is. */
  public static void main() {
    Scenario scenario = twoSales(Till::new);
    Exploration till = Exploration.of(scenario).all(10_000);
    IO.println(till.runs() + " schedules, " + till.orders() + " orders; this one loses a sale:");
    SimulationFailure simplest = till.failures().getFirst().shrunk(scenario);
    IO.println(simplest.getMessage());

    Exploration mended = Exploration.of(twoSales(MendedTill::new)).all(10_000);
    IO.println("mended: " + mended.orders() + " orders, " + mended.failed() + " that lose a sale");
  }

  static Scenario twoSales(Supplier<Till> till) {
    return simulation -> {
      try (Plane plane = simulation.start(Plane.builder().route("/till", till))) {
        simulation.program("tea", () -> plane.agent("/till").command("sell", "tea"));
        simulation.program("cake", () -> plane.agent("/till").command("sell", "cake"));
        simulation.settle();
        int takings = plane.agent("/till").ask(Till.class, t -> t.takings().get());
        check(takings);
      }
    };
  }

  private static void check(int takings) {
    if (takings != 7) {
      throw new AssertionError("tea and cake cost 7, and the till has " + takings);
    }
  }
}
