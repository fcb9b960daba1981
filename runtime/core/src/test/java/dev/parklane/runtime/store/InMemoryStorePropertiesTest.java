package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.store.StateChange.EntryPut;
import dev.parklane.runtime.store.StateChange.EntryRemoved;
import dev.parklane.runtime.store.StateChange.LaneDropped;
import dev.parklane.runtime.store.StateChange.MapCleared;
import dev.parklane.runtime.store.StateChange.OfLane;
import dev.parklane.runtime.store.StateChange.StepDone;
import dev.parklane.runtime.store.StateChange.StepsForgotten;
import dev.parklane.runtime.store.StateChange.ValueSet;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A store in memory against maps of maps, under any commits, sound and unsound. */
class InMemoryStorePropertiesTest {
  /** One commit. */
  record Batch(String agent, List<StateChange> changes) {}

  /** Of one agent: of each lane its value, or its entries. */
  private static final class Model {
    private final Map<String, ByteBuffer> values = new HashMap<>();
    private final Map<String, Map<ByteBuffer, ByteBuffer>> maps = new HashMap<>();
    private final Set<String> steps = new LinkedHashSet<>();

    Model copy() {
      Model copy = new Model();
      copy.values.putAll(values);
      copy.steps.addAll(steps);
      maps.forEach((lane, map) -> copy.maps.put(lane, new HashMap<>(map)));
      return copy;
    }

    /** Whether all of the changes could be made. */
    boolean make(List<StateChange> changes) {
      return changes.stream().allMatch(this::make);
    }

    private boolean make(StateChange change) {
      switch (change) {
        case StepDone done -> steps.add(done.step());
        case StepsForgotten _ -> steps.clear();
        case OfLane ofLane -> {
          return make(ofLane, ofLane.lane());
        }
      }
      return true;
    }

    private boolean make(OfLane change, String lane) {
      boolean sound =
          switch (change) {
            case ValueSet _ -> !maps.containsKey(lane);
            case LaneDropped _ -> true;
            default -> !values.containsKey(lane);
          };
      if (!sound) {
        return false;
      }
      switch (change) {
        case ValueSet set -> values.put(lane, ByteBuffer.wrap(set.value()));
        case EntryPut put ->
            map(lane).put(ByteBuffer.wrap(put.key()), ByteBuffer.wrap(put.value()));
        case EntryRemoved removed -> map(lane).remove(ByteBuffer.wrap(removed.key()));
        case MapCleared _ -> map(lane).clear();
        case LaneDropped _ -> {
          values.remove(lane);
          maps.remove(lane);
        }
      }
      return true;
    }

    private Map<ByteBuffer, ByteBuffer> map(String lane) {
      return maps.computeIfAbsent(lane, _ -> new HashMap<>());
    }

    boolean isEmpty() {
      return values.isEmpty() && maps.isEmpty() && steps.isEmpty();
    }
  }

  @Provide
  Arbitrary<List<Batch>> batches() {
    Arbitrary<byte[]> bytes =
        Arbitraries.bytes()
            .between((byte) -2, (byte) 1)
            .array(byte[].class)
            .ofMinSize(0)
            .ofMaxSize(2);
    // Each lane mostly in one form, or few commits would be sound.
    Arbitrary<String> values = lanes("v1", "v2");
    Arbitrary<String> maps = lanes("m1", "m2");
    Arbitrary<StateChange> changes =
        Arbitraries.frequencyOf(
            Tuple.of(4, Combinators.combine(values, bytes).as(ValueSet::new)),
            Tuple.of(8, Combinators.combine(maps, bytes, bytes).as(EntryPut::new)),
            Tuple.of(3, Combinators.combine(maps, bytes).as(EntryRemoved::new)),
            Tuple.of(1, maps.map(MapCleared::new)),
            Tuple.of(2, Arbitraries.of("s1", "s2", "s3").map(StepDone::new)),
            Tuple.of(1, Arbitraries.create(StepsForgotten::new)),
            Tuple.of(1, Arbitraries.of("v1", "v2", "m1", "m2", "any").map(LaneDropped::new)));
    Arbitrary<List<StateChange>> lists = changes.list().ofMaxSize(8);
    return Combinators.combine(Arbitraries.of("/a", "/b"), lists).as(Batch::new).list();
  }

  private static Arbitrary<String> lanes(String one, String other) {
    return Arbitraries.frequency(Tuple.of(9, one), Tuple.of(9, other), Tuple.of(1, "any"));
  }

  @Property(tries = 1000)
  void anyCommits_areKeptAsByTheModel(@ForAll("batches") List<Batch> batches) {
    InMemoryStore store = new InMemoryStore();
    Map<String, Model> models = new HashMap<>();
    for (Batch batch : batches) {
      Model before = models.getOrDefault(batch.agent, new Model());
      Model after = before.copy();
      if (after.make(batch.changes)) {
        store.commit(batch.agent, batch.changes);
        models.put(batch.agent, after);
      } else {
        assertThatThrownBy(() -> store.commit(batch.agent, batch.changes))
            .isInstanceOf(IllegalStateException.class);
      }
      assertSame(store, models);
    }
  }

  private static void assertSame(InMemoryStore store, Map<String, Model> models) {
    assertThat(store.agents())
        .isEqualTo((int) models.values().stream().filter(model -> !model.isEmpty()).count());
    for (String agent : List.of("/a", "/b")) {
      Model model = models.getOrDefault(agent, new Model());
      Model found = new Model();
      SavedState state = store.load(agent);
      for (String lane : state.lanes()) {
        if (model.maps.containsKey(lane)) {
          state.entries(
              lane,
              (key, value) -> found.map(lane).put(ByteBuffer.wrap(key), ByteBuffer.wrap(value)));
          found.map(lane);
        } else {
          found.values.put(lane, ByteBuffer.wrap(state.value(lane)));
        }
      }
      assertThat(found.values).isEqualTo(model.values);
      assertThat(found.maps).isEqualTo(model.maps);
      assertThat(List.copyOf(state.steps())).isEqualTo(List.copyOf(model.steps));
    }
  }
}
