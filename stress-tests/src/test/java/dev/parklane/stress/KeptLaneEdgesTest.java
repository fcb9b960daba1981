package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a store keeps of lanes that are declared, written and closed in rare orders. */
class KeptLaneEdgesTest {
  private final InMemoryStore store = new InMemoryStore();
  private final List<Object> told = new ArrayList<>();

  private interface Act {
    void on(Keeper keeper) throws Exception;
  }

  private Plane plane() {
    return Plane.builder()
        .route("/keeper", Keeper::new, options -> options.withStore(store))
        .start();
  }

  /** Keeps lanes in a store, some of them declared late. */
  static final class Keeper extends Agent {
    private final Map<String, ValueLane<Integer>> late = new LinkedHashMap<>();

    ValueLane<Integer> declare(String name) {
      ValueLane<Integer> lane = new ValueLane<>(this, name, 0).codec(Codecs.INTEGER);
      late.put(name, lane);
      return lane;
    }
  }

  private static void keeper(Plane plane, Act act) throws InterruptedException {
    plane
        .agent("/keeper")
        .ask(
            Keeper.class,
            keeper -> {
              act.on(keeper);
              return "";
            });
    plane.awaitQuiet();
  }

  @Test
  void lane_writtenAndClosedInOneCascade_isForgottenByTheStore() throws Exception { // F2
    try (Plane plane = plane()) {
      keeper(plane, keeper -> keeper.declare("late").set(1));
      keeper(
          plane,
          keeper -> {
            ValueLane<Integer> lane = keeper.late.get("late");
            lane.set(2);
            lane.close();
          });

      assertThat(store.load("/keeper").lanes()).isEmpty();
    }
  }

  @Test
  void lane_closedAndDeclaredInOneCascade_beginsAnew() throws Exception { // F2 V4
    try (Plane plane = plane()) {
      keeper(plane, keeper -> keeper.declare("late").set(1));
      keeper(
          plane,
          keeper -> {
            keeper.late.get("late").close();
            told.add(keeper.declare("late").get());
          });

      assertThat(told).containsExactly(0);
    }
  }

  @Test
  void lane_closedAndDeclaredInAnotherForm_isKeptInThat() throws Exception { // F2
    try (Plane plane = plane()) {
      keeper(plane, keeper -> keeper.declare("late").set(1));
      keeper(
          plane,
          keeper -> {
            keeper.late.get("late").set(2);
            keeper.late.get("late").close();
            new MapLane<Integer, Integer>(keeper, "late")
                .codec(Codecs.INTEGER, Codecs.INTEGER)
                .put(1, 1);
          });

      List<byte[]> keys = new ArrayList<>();
      store.load("/keeper").entries("late", (key, value) -> keys.add(key));
      assertThat(keys).hasSize(1);
    }
  }
}
