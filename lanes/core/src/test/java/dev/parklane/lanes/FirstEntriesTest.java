package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws V4, M8, D1, F2: map lanes that are declared with entries, with a store and without. */
@Timeout(60)
class FirstEntriesTest {
  private static final MapLaneKey<String, Integer> STOCK =
      MapLaneKey.of("stock", Codecs.STRING, Codecs.INTEGER);
  private static final Map<String, Integer> ENTRIES = entries("c", 3, "a", 1, "b", 2);

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private final class Shop extends Agent {
    final MapLane<String, Integer> stock = new MapLane<>(this, STOCK, ENTRIES);

    Shop() {
      stock.onUpdate((map, key, previous, value) -> trace.add(key + " " + previous + ">" + value));
    }
  }

  private static final class Kinds extends Agent {
    private final Comparator<String> back = Comparator.reverseOrder();
    final MapLane<String, Integer> named = new MapLane<>(this, "named", ENTRIES);
    final MapStore<String, Integer> store = new MapStore<>(this, "store", ENTRIES);
    final MapStore<String, Integer> keyed = new MapStore<>(this, STOCK, ENTRIES);
    final MapLane<String, Integer> sorted = MapLane.sorted(this, "sorted", back, ENTRIES);
    final MapStore<String, Integer> sortedStore = MapStore.sorted(this, "ss", back, ENTRIES);
    final MapLane<String, Integer> sortedByKey =
        MapLane.sorted(this, MapLaneKey.of("sk", String.class, Integer.class), back, ENTRIES);
    final MapStore<String, Integer> sortedStoreByKey =
        MapStore.sorted(this, MapLaneKey.of("ssk", String.class, Integer.class), back, ENTRIES);
  }

  private static Map<String, Integer> entries(Object... keysAndValues) {
    Map<String, Integer> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], (Integer) keysAndValues[i + 1]);
    }
    return map;
  }

  private void shop(StateStore store, LinkStage.Act<Shop> act) {
    try (Plane plane =
        Plane.builder()
            .route(
                "/shop",
                Shop::new,
                o -> o.withStore(store).withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      plane.agent("/shop").ask(Shop.class, shop -> LinkStage.done(act, shop));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** V4, M8: they are there, in their order or the lane's own, and have triggered nothing. */
  @Test
  void firstEntries_areThere_inTheirOrderOrThatOfTheLane() {
    try (LaneStage<Kinds> stage = new LaneStage<>(Kinds.class, Kinds::new)) {
      stage.run(k -> {
        for (MapLane<String, Integer> lane : List.of(k.named, k.store, k.keyed)) {
          assertThat(lane.get()).hasToString("{c=3, a=1, b=2}");
        }
        for (MapLane<String, Integer> lane :
            List.of(k.sorted, k.sortedStore, k.sortedByKey, k.sortedStoreByKey)) {
          assertThat(lane.get()).hasToString("{c=3, b=2, a=1}");
        }
        assertThat(k.named.put("a", 4)).isEqualTo(1);
        assertThat(k.named.put("d", 5)).isNull();
        assertThat(k.named.remove("c")).isEqualTo(3);
        assertThat(k.named.remove("c")).isNull();
      });
    }
  }

  /** V4, D1: what the store holds takes their place, in whole, once there was a change. */
  @Test
  void firstEntries_comeToTheStoreWithTheFirstChange_andAreNotThereAgainAfterwards() {
    InMemoryStore store = new InMemoryStore();
    shop(store, shop -> assertThat(shop.stock.get()).isEqualTo(ENTRIES));
    assertThat(store.load("/shop").lanes()).isEmpty();
    shop(store, shop -> shop.stock.put("d", 4));
    shop(
        store,
        shop -> {
          assertThat(shop.stock.get()).hasToString("{c=3, a=1, b=2, d=4}");
          shop.stock.remove("c");
        });
    shop(
        store,
        shop -> {
          assertThat(shop.stock.get()).hasToString("{a=1, b=2, d=4}");
          shop.stock.clear();
        });
    shop(store, shop -> assertThat(shop.stock.get()).isEmpty());
    assertThat(trace).containsExactly("d null>4");
  }

  /** D1: a first change that takes one away, or all. */
  @Test
  void firstChangeThatRemoves_isRestored() {
    InMemoryStore removed = new InMemoryStore();
    shop(removed, shop -> shop.stock.remove("c"));
    shop(removed, shop -> assertThat(shop.stock.get()).hasToString("{a=1, b=2}"));
    InMemoryStore cleared = new InMemoryStore();
    shop(cleared, shop -> shop.stock.clear());
    shop(cleared, shop -> assertThat(shop.stock.get()).isEmpty());
    InMemoryStore replaced = new InMemoryStore();
    shop(replaced, shop -> shop.stock.replaceAll(Map.of("c", 9)));
    shop(replaced, shop -> assertThat(shop.stock.get()).isEqualTo(Map.of("c", 9)));
  }

  /** F2, D1: a change that fails, or that the store has not taken, is not the first. */
  @Test
  void firstChangeThatTheStoreRefuses_leavesTheEntriesToTheNext() {
    InMemoryStore kept = new InMemoryStore();
    AtomicBoolean full = new AtomicBoolean(true);
    StateStore store =
        new StateStore() {
          @Override
          public SavedState load(String agent) {
            return kept.load(agent);
          }

          @Override
          public void commit(String agent, List<StateChange> changes) {
            if (full.getAndSet(false)) {
              throw new IllegalStateException("full");
            }
            kept.commit(agent, changes);
          }
        };
    assertThatThrownBy(() -> shopTwice(store)).isInstanceOf(AgentFailedException.class);
    assertThat(full).isFalse();
    shop(store, shop -> assertThat(shop.stock.get()).hasToString("{c=3, a=1, b=2, e=5}"));
  }

  private void shopTwice(StateStore store) throws InterruptedException {
    try (Plane plane =
        Plane.builder()
            .route(
                "/shop",
                Shop::new,
                o -> o.withStore(store).withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      try {
        plane.agent("/shop").ask(Shop.class, shop -> shop.stock.put("d", 4) == null);
      } finally {
        plane.agent("/shop").ask(Shop.class, shop -> shop.stock.put("e", 5) == null);
      }
    }
  }

  /** What is null is named. */
  @Test
  void firstEntry_thatIsNull_isRefusedByName() {
    Map<String, Integer> holed = new HashMap<>();
    holed.put("x", none());
    Map<String, Integer> keyless = new HashMap<>();
    keyless.put(none(), 1);
    try (LaneStage<Kinds> stage = new LaneStage<>(Kinds.class, Kinds::new)) {
      assertThatThrownBy(() -> stage.run(k -> new MapLane<>(k, "m", holed)))
          .hasRootCauseMessage("the first value of 'x' of lane 'm'");
      assertThatThrownBy(() -> stage.run(k -> new MapLane<>(k, "m", keyless)))
          .hasRootCauseMessage("a first key of lane 'm'");
      Map<String, Integer> absent = none();
      assertThatThrownBy(() -> stage.run(k -> new MapLane<>(k, "m", absent)))
          .hasRootCauseMessage("the first entries of lane 'm'");
    }
  }

  /** A null that the types deny. */
  private static <T> T none() {
    @Nullable T none = null;
    return none;
  }
}
