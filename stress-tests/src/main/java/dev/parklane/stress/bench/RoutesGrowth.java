package dev.parklane.stress.bench;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.bench.CommandBenchmark.Adder;

/**
 * What a command by URI costs where a plane has so many routes: the agent is of the route that was
 * declared last, is found by its URI each time, and handles the command with one trigger.
 */
public final class RoutesGrowth {
  private static final int[] ROUTES = {1, 10, 100, 1_000, 10_000};
  private static final int COMMANDS = 10_000; // in a round

  private RoutesGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : ROUTES) {
      PlaneBuilder builder = Planes.builder(Planes.schedulerHere(), Planes.PARKED);
      for (int i = 0; i < count; i++) {
        builder.route("/kind-" + i + "/:number", Adder::new);
      }
      try (Plane plane = builder.start()) {
        String uri = "/kind-" + (count - 1) + "/1";
        double[] nanos =
            Rounds.nanos(
                pace.warmUp(),
                pace.rounds(),
                () -> {
                  for (int i = 0; i < COMMANDS; i++) {
                    plane.agent(uri).command("add", i & 127);
                  }
                  plane.agent(uri).ask(Adder.class, Adder::sum);
                });
        Rounds.print("Growth.routes", nanos, COMMANDS, "n", String.valueOf(count));
      }
    }
  }
}
