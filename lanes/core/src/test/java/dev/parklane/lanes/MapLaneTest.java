package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneAccessException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws M1 to M8. */
@Timeout(60)
class MapLaneTest {
  private static final class One extends Agent {
    final MapLane<String, Integer> map = new MapLane<>(this, "map");
    final MapLane<String, Integer> sorted = MapLane.sorted(this, "sorted");
    final MapLane<String, Integer> reversed =
        MapLane.sorted(this, "reversed", Comparator.reverseOrder());
  }

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final LaneStage<One> stage = new LaneStage<>(One.class, One::new);

  private void observed(LaneStage.Act<One> act) {
    try (stage) {
      stage.run(one -> {
        observe(one.map);
        act.run(one);
      });
    }
  }

  private void observe(MapLane<String, Integer> lane) {
    lane.onUpdate(
        (map, key, previous, value) -> trace.add(map + " " + key + " " + previous + ">" + value));
    lane.onRemove((map, key, previous) -> trace.add(map + " " + key + " -" + previous));
    lane.onClear(before -> trace.add("clear " + before));
  }

  /** M1. */
  @Test
  void put_triggersOnUpdate_withTheMapAfter_andAlsoForAnEqualValue() {
    observed(one -> {
      one.map.put("a", 1);
      one.map.put("b", 2);
      one.map.put("a", 1);
    });
    assertThat(trace).containsExactly("{a=1} a null>1", "{a=1, b=2} b null>2", "{a=1, b=2} a 1>1");
  }

  /** E3: what is read of it is what has been written. */
  @Test
  void sizeAndIsEmpty_areThoseOfTheMap() {
    observed(one -> {
      assertThat(one.map.isEmpty()).isTrue();
      assertThat(one.map.size()).isZero();
      one.map.put("a", 1);
      one.map.put("b", 2);
      assertThat(one.map.isEmpty()).isFalse();
      assertThat(one.map.size()).isEqualTo(2);
    });
  }

  /** M2. */
  @Test
  void remove_triggersOnRemove_andForAnAbsentKeyNothing() {
    observed(one -> {
      one.map.put("a", 1);
      one.map.put("b", 2);
      trace.clear();
      one.map.remove("a");
      one.map.remove("a");
      one.map.remove("never");
    });
    assertThat(trace).containsExactly("{b=2} a -1");
  }

  /** M3. */
  @Test
  void clear_triggersOneOnClear_alsoForAnEmptyMap_andNoOnRemove() {
    observed(one -> {
      one.map.put("a", 1);
      one.map.put("b", 2);
      trace.clear();
      one.map.clear();
      one.map.clear();
    });
    assertThat(trace).containsExactly("clear {a=1, b=2}", "clear {}");
  }

  /** M1 to M3: one object may be the handler of all events. */
  @Test
  void handler_ofAllEvents_isCalledForEachAsThat() {
    try (stage) {
      stage.run(one -> {
        All all = new All(trace);
        one.map.onUpdate(all).onRemove(all).onClear(all);
        one.map.put("a", 1);
        one.map.remove("a");
        one.map.clear();
      });
    }
    assertThat(trace).containsExactly("update", "remove", "clear");
  }

  private record All(List<String> trace)
      implements MapLane.UpdateHandler<String, Integer>,
          MapLane.RemoveHandler<String, Integer>,
          MapLane.ClearHandler<String, Integer> {
    @Override
    public void handle(
        Map<String, Integer> map, String key, @Nullable Integer previous, Integer value) {
      trace.add("update");
    }

    @Override
    public void handle(Map<String, Integer> map, String key, Integer previous) {
      trace.add("remove");
    }

    @Override
    public void handle(Map<String, Integer> before) {
      trace.add("clear");
    }
  }

  /** M4. */
  @Test
  void compute_updatesRemovesOrDoesNothing_asTheFunctionSays() {
    observed(one -> {
      one.map.compute("a", (key, value) -> value == null ? 1 : 99);
      one.map.compute("a", (key, value) -> value == null ? 99 : value + 1);
      one.map.compute("a", (key, value) -> null);
      one.map.compute("a", (key, value) -> null);
    });
    assertThat(trace).containsExactly("{a=1} a null>1", "{a=2} a 1>2", "{} a -2");
  }

  /** M5. */
  @Test
  void replaceAll_isAClear_andThenAnUpdateForEachEntry() {
    observed(one -> {
      one.map.put("a", 1);
      trace.clear();
      Map<String, Integer> entries = new LinkedHashMap<>();
      entries.put("c", 3);
      entries.put("a", 4);
      one.map.replaceAll(entries);
    });
    assertThat(trace).containsExactly("clear {a=1}", "{c=3} c null>3", "{c=3, a=4} a null>4");
  }

  /** M5: with its own content, and seen by a handler in between. */
  @Test
  void replaceAll_withASnapshotOfItself_keepsTheContent() {
    observed(one -> {
      one.map.put("a", 1);
      one.map.put("b", 2);
      trace.clear();
      one.map.replaceAll(one.map.get());
      trace.add("holds " + one.map.get());
    });
    assertThat(trace)
        .containsExactly(
            "clear {a=1, b=2}", "{a=1} a null>1", "{a=1, b=2} b null>2", "holds {a=1, b=2}");
  }

  /** M6. */
  @Test
  void take_keepsTheFirstKeysInTheirNaturalOrder_oneOnRemoveEach() {
    observed(one -> {
      List.of("d", "a", "c", "b").forEach(key -> one.map.put(key, 0));
      trace.clear();
      one.map.take(2);
      one.map.take(9);
    });
    assertThat(trace).containsExactly("{d=0, a=0, b=0} c -0", "{a=0, b=0} d -0");
  }

  /** M6. */
  @Test
  void drop_removesTheFirstKeysInTheirNaturalOrder_oneOnRemoveEach() {
    observed(one -> {
      List.of("d", "a", "c", "b").forEach(key -> one.map.put(key, 0));
      trace.clear();
      one.map.drop(2);
      one.map.drop(0);
      one.map.drop(9);
    });
    assertThat(trace)
        .containsExactly("{d=0, c=0, b=0} a -0", "{d=0, c=0} b -0", "{d=0} c -0", "{} d -0");
  }

  /** M7. */
  @Test
  void mapHandedOut_isASnapshot_thatNobodyCanModify() {
    List<Map<String, Integer>> seen = new ArrayList<>();
    try (stage) {
      stage.run(one -> {
        one.map.onUpdate((map, key, previous, value) -> {
          seen.add(map);
          if (value < 3) {
            one.map.put(key, value + 1);
          }
        });
        one.map.put("a", 1);
        seen.add(one.map.get());
        one.map.put("b", 9);
        one.map.clear();
      });
    }
    assertThat(seen)
        .containsExactly(
            Map.of("a", 1), Map.of("a", 2), Map.of("a", 3), Map.of("a", 3), Map.of("a", 3, "b", 9));
    assertThatThrownBy(() -> seen.getFirst().put("x", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** M7, F2: while nobody observes the lane, it may write to what nobody has seen. */
  @Test
  void mapHandedOut_staysAsItWas_whereNobodyObservesTheLane() {
    List<Map<String, Integer>> seen = new ArrayList<>();
    List<String> told = new ArrayList<>();
    try (stage) {
      stage.run(one -> {
        for (int i = 0; i < 100; i++) {
          one.map.put("k" + i, 0);
        }
        one.map.put("k1", 1);
        one.map.put("k1", 2);
        seen.add(one.map.get());
        one.map.put("k1", 3);
        one.map.put("k1", 4);
        one.map.onUpdate((map, key, previous, value) -> seen.add(map));
        one.map.put("k1", 5);
        one.map.put("k1", 6);
      });
      stage.runAndFail(one -> {
        one.map.put("k1", 7);
        one.map.put("k1", 8);
      });
      stage.run(one -> told.add(one.map.get("k1") + " " + one.map.get().get("k1")));
    }
    assertThat(seen.stream().map(map -> map.get("k1"))).containsExactly(2, 5, 6, 7, 8);
    assertThat(told).containsExactly("6 6");
  }

  /** F2: also what was put over and over in the cascade that fails, and before it in others. */
  @Test
  void puts_thatAreRolledBack_leaveTheMapAsItWas() {
    List<Map<String, Integer>> seen = new ArrayList<>();
    try (stage) {
      stage.run(one -> {
        for (int i = 0; i < 100; i++) {
          one.map.put("k" + i, 0);
          one.map.put("k" + i / 2, 1);
        }
      });
      Map<String, Integer> before = new LinkedHashMap<>();
      stage.run(one -> before.putAll(one.map.get()));
      stage.runAndFail(one -> {
        for (int i = 0; i < 300; i++) {
          one.map.put("k" + i % 100, i);
        }
      });
      stage.run(one -> seen.add(one.map.get()));
      assertThat(seen).containsExactly(before);
    }
  }

  /** M8. */
  @Test
  void map_keepsInsertionOrder_unlessDeclaredSorted() {
    try (stage) {
      stage.run(one -> {
        for (String key : List.of("c", "a", "b", "a")) {
          one.map.put(key, 0);
          one.sorted.put(key, 0);
          one.reversed.put(key, 0);
        }
        assertThat(one.map.get().keySet()).containsExactly("c", "a", "b");
        assertThat(one.sorted.get().keySet()).containsExactly("a", "b", "c");
        assertThat(one.reversed.get().keySet()).containsExactly("c", "b", "a");
      });
    }
  }

  /** M6, M8: a sorted map takes and drops in its own order. */
  @Test
  void takeAndDrop_onASortedMap_goByItsOrder() {
    try (stage) {
      stage.run(one -> {
        for (String key : List.of("c", "a", "b", "d")) {
          one.reversed.put(key, 0);
        }
        one.reversed.take(3);
        one.reversed.drop(1);
        assertThat(one.reversed.get().keySet()).containsExactly("c", "b");
      });
    }
  }

  /** E3, E9. */
  @Test
  void read_insideAHandler_isLive_andItsArgumentsAreNot() {
    try (stage) {
      stage.run(one -> {
        one.map.onUpdate((map, key, previous, value) -> {
          if (value == 1) {
            one.map.put("a", 2);
          }
        });
        one.map.onUpdate(
            (map, key, previous, value) -> trace.add(map + " live " + one.map.get("a")));
        one.map.put("a", 1);
      });
    }
    assertThat(trace).containsExactly("{a=2} live 2", "{a=1} live 2");
  }

  /** F2. */
  @Test
  void failedCascade_putsTheMapBack_inItsOrder() {
    try (stage) {
      stage.run(one -> {
        one.map.put("b", 1);
        one.map.put("a", 2);
      });
      stage.runAndFail(one -> {
        one.map.remove("b");
        one.map.put("b", 3);
        one.map.clear();
      });
      stage.run(one -> trace.add(one.map.get().toString()));
    }
    assertThat(trace).containsExactly("{b=1, a=2}");
  }

  /** E8. */
  @Test
  void access_outOfTurn_isRefused() {
    List<One> leaked = new ArrayList<>();
    try (stage) {
      stage.run(leaked::add);
      MapLane<String, Integer> map = leaked.getFirst().map;
      List<Runnable> accesses =
          List.of(
              () -> map.put("a", 1),
              () -> map.remove("a"),
              map::clear,
              map::get,
              () -> map.get("a"),
              () -> map.containsKey("a"),
              map::size,
              map::isEmpty,
              () -> map.compute("a", (k, v) -> 1),
              () -> map.replaceAll(Map.of()),
              () -> map.take(0),
              () -> map.drop(0),
              () -> map.onClear(before -> {}));
      assertThat(accesses)
          .allSatisfy(
              access -> assertThatThrownBy(access::run).isInstanceOf(LaneAccessException.class));
    }
  }

  @Test
  @SuppressWarnings("NullAway")
  void badArguments_areRefusedByName_andChangeNothing() {
    observed(one -> {
      assertThatThrownBy(() -> one.map.put(null, 1)).hasMessage("a key of lane 'map' of /agent");
      assertThatThrownBy(() -> one.map.put("a", null))
          .hasMessage("the value of 'a' of lane 'map' of /agent");
      assertThatThrownBy(() -> one.map.take(-1))
          .hasMessage("[PL-M6] take or drop of -1 keys of lane 'map' of /agent; give 0 or more");
      assertThat(one.map.isEmpty()).isTrue();
    });
    assertThat(trace).isEmpty();
  }
}
