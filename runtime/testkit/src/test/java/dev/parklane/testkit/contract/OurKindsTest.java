package dev.parklane.testkit.contract;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.MapStore;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueStore;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.store.Codecs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contract, of every kind of lane of ours that its agent changes by itself. */
@Timeout(60)
class OurKindsTest {
  @Nested
  class OfValueLane implements LaneContract<ValueLane<Integer>> {
    @Override
    public ValueLane<Integer> declare(Agent agent, String name) {
      return new ValueLane<>(agent, name, 0);
    }

    @Override
    public void change(ValueLane<Integer> lane, int n) {
      if (n % 2 == 0) {
        lane.set(n);
      } else {
        lane.update(before -> n);
      }
    }

    @Override
    public Object read(ValueLane<Integer> lane) {
      return lane.get();
    }

    @Override
    public List<Event<ValueLane<Integer>>> events() {
      return List.of(
          (lane, handler) -> lane.onEvent(value -> handler.run()),
          (lane, handler) -> lane.onSet((value, previous) -> handler.run()));
    }

    @Override
    public LinkForm form() {
      return LinkForm.VALUE;
    }

    @Override
    public LaneEvent write(int n) {
      return new LaneEvent.Value(n);
    }

    @Override
    public ValueLane<Integer> declareKept(Agent agent, String name) {
      return declare(agent, name).codec(Codecs.INTEGER);
    }

    @Override
    public ValueLane<Integer> declareTransient(Agent agent, String name) {
      return declareKept(agent, name).asTransient();
    }
  }

  @Nested
  class OfValueStore implements LaneContract<ValueStore<String>> {
    @Override
    public ValueStore<String> declare(Agent agent, String name) {
      return new ValueStore<>(agent, name, "");
    }

    @Override
    public void change(ValueStore<String> lane, int n) {
      lane.set(lane.get() + n);
    }

    @Override
    public Object read(ValueStore<String> lane) {
      return lane.get();
    }

    @Override
    public List<Event<ValueStore<String>>> events() {
      return List.of(
          (lane, handler) -> lane.onEvent(value -> handler.run()),
          (lane, handler) -> lane.onSet((value, previous) -> handler.run()));
    }

    @Override
    public ValueStore<String> declareKept(Agent agent, String name) {
      return declare(agent, name).codec(Codecs.STRING);
    }

    @Override
    public ValueStore<String> declareTransient(Agent agent, String name) {
      return declareKept(agent, name).asTransient();
    }
  }

  /** Puts keys, puts them again, and removes every third one to put it anew at the end. */
  abstract static class OfMaps<L extends MapLane<String, Integer>> implements LaneContract<L> {
    @Override
    public void change(L lane, int n) {
      lane.put("key " + 7 * n % 5, n);
    }

    @Override
    public Object read(L lane) {
      return new ArrayList<>(lane.get().entrySet()); // in its order
    }

    @Override
    public List<Event<L>> events() {
      return List.of(
          (lane, handler) -> lane.onUpdate((map, key, previous, value) -> handler.run()));
    }
  }

  @Nested
  class OfMapLane extends OfMaps<MapLane<String, Integer>> {
    @Override
    public MapLane<String, Integer> declare(Agent agent, String name) {
      return new MapLane<>(agent, name);
    }

    @Override
    public LinkForm form() {
      return LinkForm.MAP;
    }

    @Override
    public Object linked(MapLane<String, Integer> lane) {
      return new LinkedHashMap<>(lane.get());
    }

    @Override
    public LaneEvent write(int n) {
      return new LaneEvent.Update("key " + 7 * n % 5, n, true);
    }

    @Override
    public MapLane<String, Integer> declareKept(Agent agent, String name) {
      return declare(agent, name).codec(Codecs.STRING, Codecs.INTEGER);
    }

    @Override
    public MapLane<String, Integer> declareTransient(Agent agent, String name) {
      return declareKept(agent, name).asTransient();
    }
  }

  /** One that has entries from the beginning, of which the changes put some again. */
  @Nested
  class OfMapLaneWithFirstEntries extends OfMapLane {
    @Override
    public MapLane<String, Integer> declare(Agent agent, String name) {
      return new MapLane<>(agent, name, Map.of("key 3", -3));
    }
  }

  /** Removals: every change takes a key away and puts it at the end. */
  @Nested
  class OfMapLaneThatRemoves extends OfMapLane {
    @Override
    public void change(MapLane<String, Integer> lane, int n) {
      lane.remove("key " + (n - 2));
      lane.put("key " + n, n);
    }

    @Override
    public @Nullable LaneEvent write(int n) {
      return null; // a change is two writes
    }
  }

  @Nested
  class OfSortedMapStore extends OfMaps<MapStore<String, Integer>> {
    @Override
    public MapStore<String, Integer> declare(Agent agent, String name) {
      return MapStore.sorted(agent, name);
    }

    @Override
    public MapStore<String, Integer> declareKept(Agent agent, String name) {
      return declare(agent, name).codec(Codecs.STRING, Codecs.INTEGER);
    }

    @Override
    public MapStore<String, Integer> declareTransient(Agent agent, String name) {
      return declareKept(agent, name).asTransient();
    }
  }

  @Nested
  class OfCommandLane implements LaneContract<CommandLane<Integer>> {
    @Override
    public CommandLane<Integer> declare(Agent agent, String name) {
      return new CommandLane<>(agent, name, Integer.class);
    }

    @Override
    public void change(CommandLane<Integer> lane, int n) {
      lane.command(n);
    }

    @Override
    public List<Event<CommandLane<Integer>>> events() {
      return List.of((lane, handler) -> lane.onCommand(value -> handler.run()));
    }

    @Override
    public Object command(int n) {
      return n;
    }

    @Override
    public Object refusedCommand() {
      return "a text";
    }

    @Override
    public LinkForm form() {
      return LinkForm.EVENT;
    }

    @Override
    public LaneEvent write(int n) {
      return new LaneEvent.Message(n);
    }
  }

  @Nested
  class OfSupplyLane implements LaneContract<SupplyLane<Integer>> {
    @Override
    public SupplyLane<Integer> declare(Agent agent, String name) {
      return new SupplyLane<>(agent, name);
    }

    @Override
    public void change(SupplyLane<Integer> lane, int n) {
      lane.supply(n);
    }

    @Override
    public LinkForm form() {
      return LinkForm.EVENT;
    }

    @Override
    public Object message(int n) {
      return n;
    }
  }

  /** Its handler computes what has been asked for last. */
  @Nested
  class OfDemandLane implements LaneContract<DemandLane<Integer>> {
    private volatile int last; // the turn of the agent

    @Override
    public DemandLane<Integer> declare(Agent agent, String name) {
      return new DemandLane<Integer>(agent, name).onCue(() -> last);
    }

    @Override
    public void change(DemandLane<Integer> lane, int n) {
      last = n;
      lane.cue();
    }

    @Override
    public LinkForm form() {
      return LinkForm.VALUE;
    }

    @Override
    public Object linked(DemandLane<Integer> lane) {
      return last;
    }
  }

  /** Its keys are the numbers up to what has been asked for last, each with itself. */
  @Nested
  class OfDemandMapLane implements LaneContract<DemandMapLane<Integer, Integer>> {
    private volatile int last; // the turn of the agent

    @Override
    public DemandMapLane<Integer, Integer> declare(Agent agent, String name) {
      return new DemandMapLane<Integer, Integer>(agent, name)
          .keys(() -> numbers().keySet())
          .onCueKey(key -> key);
    }

    private Map<Integer, Integer> numbers() {
      Map<Integer, Integer> numbers = new LinkedHashMap<>();
      IntStream.rangeClosed(1, last).forEach(n -> numbers.put(n, n));
      return numbers;
    }

    @Override
    public void change(DemandMapLane<Integer, Integer> lane, int n) {
      last = n;
      lane.cue(n);
    }

    @Override
    public LinkForm form() {
      return LinkForm.MAP;
    }

    @Override
    public Object linked(DemandMapLane<Integer, Integer> lane) {
      return numbers();
    }
  }
}
