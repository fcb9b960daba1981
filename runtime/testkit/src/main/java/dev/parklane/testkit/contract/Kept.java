package dev.parklane.testkit.contract;

import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of one agent, in a form that can be compared: what a store says, or what it should
 * say after these changes. Bytes are hexadecimal digits.
 *
 * @param values of the lanes that are kept as values, by name
 * @param maps of the lanes that are kept as maps, by name
 * @param steps the steps that are marked as done, in the order of their marks
 */
record Kept(
    SortedMap<String, String> values,
    SortedMap<String, SortedMap<String, String>> maps,
    List<String> steps) {
  private static final HexFormat HEX = HexFormat.of();

  static Kept nothing() {
    return new Kept(new TreeMap<>(), new TreeMap<>(), List.of());
  }

  /** All that the store says. */
  static Kept of(SavedState saved) {
    SortedMap<String, String> values = new TreeMap<>();
    SortedMap<String, SortedMap<String, String>> maps = new TreeMap<>();
    for (String lane : saved.lanes()) {
      byte[] value;
      try {
        value = saved.value(lane);
      } catch (IllegalStateException isAMap) {
        maps.put(lane, entries(saved, lane));
        continue;
      }
      if (value == null) {
        throw new AssertionError("lane '" + lane + "' stands in lanes() and has no value");
      }
      values.put(lane, HEX.formatHex(value));
    }
    return new Kept(values, maps, List.copyOf(saved.steps()));
  }

  private static SortedMap<String, String> entries(SavedState saved, String lane) {
    SortedMap<String, String> entries = new TreeMap<>();
    saved.entries(
        lane,
        (key, value) -> {
          if (entries.put(HEX.formatHex(key), HEX.formatHex(value)) != null) {
            throw new AssertionError(
                "lane '" + lane + "' has the key " + HEX.formatHex(key) + " twice");
          }
        });
    return entries;
  }

  /** What should be kept after these changes, none of which is refused. */
  Kept with(List<StateChange> changes) {
    SortedMap<String, String> newValues = new TreeMap<>(values);
    SortedMap<String, SortedMap<String, String>> newMaps = new TreeMap<>();
    maps.forEach((lane, map) -> newMaps.put(lane, new TreeMap<>(map)));
    Set<String> newSteps = new LinkedHashSet<>(steps);
    for (StateChange change : changes) {
      switch (change) {
        case StateChange.ValueSet set -> newValues.put(set.lane(), HEX.formatHex(set.value()));
        case StateChange.EntryPut put ->
            map(newMaps, put).put(HEX.formatHex(put.key()), HEX.formatHex(put.value()));
        case StateChange.EntryRemoved gone -> map(newMaps, gone).remove(HEX.formatHex(gone.key()));
        case StateChange.MapCleared cleared -> map(newMaps, cleared).clear();
        case StateChange.LaneDropped dropped -> {
          newValues.remove(dropped.lane());
          newMaps.remove(dropped.lane());
        }
        case StateChange.StepDone done -> newSteps.add(done.step());
        case StateChange.StepsForgotten forgotten -> newSteps.clear();
      }
    }
    return new Kept(newValues, newMaps, List.copyOf(newSteps));
  }

  private static Map<String, String> map(
      SortedMap<String, SortedMap<String, String>> maps, StateChange.OfLane change) {
    return maps.computeIfAbsent(change.lane(), lane -> new TreeMap<>());
  }
}
