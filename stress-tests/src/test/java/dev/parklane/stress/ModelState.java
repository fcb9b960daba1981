package dev.parklane.stress;

import dev.parklane.stress.AgentSpec.Event;
import dev.parklane.stress.AgentSpec.MapSpec;
import dev.parklane.stress.AgentSpec.Reaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the lanes of a modelled agent hold, and who observes them. */
final class ModelState {
  final int[] values;
  final List<Map<Integer, Integer>> maps = new ArrayList<>();
  final List<List<Registered>> valueObservers = new ArrayList<>();
  final List<List<Registered>> mapObservers = new ArrayList<>();
  final List<List<Registered>> commandObservers = new ArrayList<>();

  /** An observer: two that do the same are still two (law G1). */
  static final class Registered {
    private final Reaction reaction;

    Registered(Reaction reaction) {
      this.reaction = reaction;
    }

    Reaction reaction() {
      return reaction;
    }
  }

  /** The state of a fresh instance. */
  ModelState(AgentSpec spec) {
    values = new int[spec.values().size()];
    for (MapSpec map : spec.maps()) {
      maps.add(
          switch (map.order()) {
            case INSERTION -> new LinkedHashMap<>();
            case NATURAL -> new TreeMap<>();
            case REVERSED -> new TreeMap<>(Comparator.reverseOrder());
          });
      mapObservers.add(registered(map.observers()));
    }
    spec.values().forEach(observers -> valueObservers.add(registered(observers)));
    spec.commands().forEach(observers -> commandObservers.add(registered(observers)));
  }

  private ModelState(ModelState from) {
    values = from.values.clone();
    for (Map<Integer, Integer> map : from.maps) {
      maps.add(map instanceof TreeMap<Integer, Integer> t ? new TreeMap<>(t) : copy(map));
    }
    from.valueObservers.forEach(observers -> valueObservers.add(new ArrayList<>(observers)));
    mapObservers.addAll(from.mapObservers);
    commandObservers.addAll(from.commandObservers);
  }

  private static Map<Integer, Integer> copy(Map<Integer, Integer> map) {
    return new LinkedHashMap<>(map);
  }

  private static List<Registered> registered(List<Reaction> reactions) {
    return new ArrayList<>(reactions.stream().map(Registered::new).toList());
  }

  /** A copy that shares the observers, and nothing that can change. */
  ModelState copy() {
    return new ModelState(this);
  }

  /** Those that observe this event, in order of registration. */
  static List<Registered> of(Event event, List<Registered> observers) {
    return observers.stream().filter(o -> o.reaction().event() == event).toList();
  }
}
