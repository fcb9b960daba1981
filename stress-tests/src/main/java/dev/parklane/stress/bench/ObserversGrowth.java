package dev.parklane.stress.bench;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;

/** What each handler costs where so many observe one lane. */
public final class ObserversGrowth {
  private static final int[] OBSERVERS = {1, 10, 100, 1_000, 10_000};
  private static final int HANDLERS = 10_000; // in a round

  private static final class Observed extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    private long seen;

    Observed(int observers) {
      for (int i = 0; i < observers; i++) {
        value.onEvent(v -> seen += v);
      }
    }

    long write(int times) {
      for (int i = 0; i < times; i++) {
        value.set(1);
      }
      return seen;
    }
  }

  private ObserversGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : OBSERVERS) {
      try (Plane plane =
          Planes.builder(Planes.schedulerHere(), Planes.PARKED)
              .route("/observed", () -> new Observed(count))
              .start()) {
        AgentRef agent = plane.agent("/observed");
        double[] nanos =
            Rounds.nanos(
                pace.warmUp(),
                pace.rounds(),
                () -> agent.ask(Observed.class, observed -> observed.write(HANDLERS / count)));
        Rounds.print("Growth.observers", nanos, HANDLERS, "n", String.valueOf(count));
      }
    }
  }
}
