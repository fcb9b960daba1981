package dev.parklane.stress.bench;

import dev.parklane.lanes.MapLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a put costs where a map has so many entries, of a key that is there; no observers. */
public final class MapGrowth {
  private static final int[] ENTRIES = {10, 100, 1_000, 10_000, 100_000, 1_000_000};
  private static final int PUTS = 10_000; // in a round
  private static final int STRIDE = 7_919; // keys are not visited in the order they came in

  private static final class Keeper extends Agent {
    private final MapLane<Integer, Integer> map = new MapLane<>(this, "map");
    private final Puts puts;

    Keeper(int entries) {
      puts = new Puts(entries);
    }

    int fill() {
      puts.fill(map::put);
      return map.size();
    }

    int put() {
      puts.some(map::put);
      return map.size();
    }
  }

  private static final class Puts {
    private final int entries;
    private int next;

    Puts(int entries) {
      this.entries = entries;
    }

    void fill(BiConsumer<Integer, Integer> map) {
      for (int i = 0; i < entries; i++) {
        map.accept(i, i);
      }
    }

    void some(BiConsumer<Integer, Integer> map) {
      for (int i = 0; i < PUTS; i++) {
        next = (next + STRIDE) % entries;
        map.accept(next, i);
      }
    }
  }

  private MapGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : ENTRIES) {
      String n = String.valueOf(count);
      try (Plane plane =
          Planes.builder(Planes.schedulerHere(), Planes.PARKED)
              .route("/keeper", () -> new Keeper(count))
              .start()) {
        AgentRef agent = plane.agent("/keeper");
        agent.ask(Keeper.class, Keeper::fill);
        double[] nanos =
            Rounds.nanos(pace.warmUp(), pace.rounds(), () -> agent.ask(Keeper.class, Keeper::put));
        Rounds.print("Growth.map", nanos, PUTS, "n", n);
      }
      Map<Integer, Integer> linked = new LinkedHashMap<>();
      Puts puts = new Puts(count);
      puts.fill(linked::put);
      double[] nanos = Rounds.nanos(pace.warmUp(), pace.rounds(), () -> puts.some(linked::put));
      Rounds.print("Growth.linkedHashMap", nanos, PUTS, "n", n);
    }
  }
}
