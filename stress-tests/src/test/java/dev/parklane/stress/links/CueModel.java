package dev.parklane.stress.links;

import dev.parklane.stress.links.Source.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the {@link Source} has to tell, as laws C2 to C4 have it, to one that is quick. */
final class CueModel {
  private final Map<Integer, Integer> numbers = new TreeMap<>();
  private final TreeSet<Integer> known = new TreeSet<>(); // keys that links were told of
  private final List<Integer> values = new ArrayList<>();
  private final List<Map.Entry<Integer, Integer>> keys = new ArrayList<>();
  private final List<Integer> supplied = new ArrayList<>();
  private List<Integer> lastValue = List.of();
  private List<Map.Entry<Integer, Integer>> lastKeys = List.of();

  /**
   * A cascade: what it cues is told once, as it was computed last; nothing where it fails. A key
   * that was known, went, and has come again is told to be gone before, as its place is another
   * (law M8).
   */
  void take(List<Step> steps) {
    List<Integer> cued = new ArrayList<>();
    Map<Integer, Integer> cuedKeys = new LinkedHashMap<>();
    Set<Integer> gone = new HashSet<>(); // at some time in the cascade
    List<Integer> supplies = new ArrayList<>();
    lastValue = List.of();
    lastKeys = List.of();
    for (Step step : steps) {
      switch (step) {
        case Step.Change change -> Source.change(numbers, change);
        case Step.Cue cue -> cued.add(Source.sum(numbers));
        case Step.CueKey cue -> {
          int number = numbers.getOrDefault(cue.key(), 0);
          cuedKeys.put(cue.key(), number);
          if (number == 0) {
            gone.add(cue.key());
          }
        }
        case Step.Supply s -> supplies.add(s.number());
        case Step.Fail fail -> {
          return;
        }
      }
    }
    if (!cued.isEmpty()) {
      lastValue = List.of(cued.getLast());
    }
    List<Map.Entry<Integer, Integer>> told = new ArrayList<>();
    cuedKeys.forEach((key, number) -> {
      boolean knew = number == 0 ? known.remove(key) : !known.add(key);
      if (knew && number != 0 && gone.contains(key)) {
        told.add(Map.entry(key, 0));
      }
      if (knew || number != 0) {
        told.add(Map.entry(key, number));
      }
    });
    lastKeys = told;
    values.addAll(lastValue);
    keys.addAll(lastKeys);
    supplied.addAll(supplies);
  }

  Map<Integer, Integer> numbers() {
    return new TreeMap<>(numbers);
  }

  /** What the last cascade tells of the value. */
  List<Integer> lastValue() {
    return lastValue;
  }

  /** What the last cascade tells of keys. */
  List<Map.Entry<Integer, Integer>> lastKeys() {
    return lastKeys;
  }

  List<Integer> values() {
    return values;
  }

  List<Map.Entry<Integer, Integer>> keys() {
    return keys;
  }

  List<Integer> supplied() {
    return supplied;
  }
}
