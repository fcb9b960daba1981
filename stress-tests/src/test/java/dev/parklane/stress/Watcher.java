package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLink;
import dev.parklane.runtime.Agent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An agent that links to map lanes of another, and checks that what it is told adds up. */
final class Watcher extends Agent {
  static final String URI = "/watcher";

  private final Map<String, Map<Integer, Integer>> known = new HashMap<>();
  private final List<String> violations; // its turn, or nobody's

  Watcher(List<String> violations) {
    this.violations = violations;
    new CommandLane<String>(this, "watch").onCommand(this::watch);
  }

  /** The entries of a lane, in order. */
  List<Map.Entry<Integer, Integer>> known(String lane) {
    return entries(known.getOrDefault(lane, Map.of()));
  }

  private static List<Map.Entry<Integer, Integer>> entries(Map<Integer, Integer> map) {
    return map.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList();
  }

  private void watch(String lane) {
    Map<Integer, Integer> mine = new LinkedHashMap<>();
    known.put(lane, mine);
    new MapLink<>(this, agent(Joiner.URI).mapLane(lane, Integer.class, Integer.class))
        .onSynced(map -> {
          mine.clear();
          mine.putAll(map);
        })
        .onUpdate((map, key, previous, value) -> {
          Integer was = mine.put(key, value);
          check(lane, "update of " + key, String.valueOf(previous), String.valueOf(was));
          check(lane, "map", entries(map).equals(entries(mine)));
        })
        .onRemove((map, key, previous) -> {
          check(lane, "removal of " + key, previous.toString(), String.valueOf(mine.remove(key)));
          check(lane, "map", entries(map).equals(entries(mine)));
        })
        .onClear(before -> check(lane, "a clear", false))
        .onUnlinked(() -> check(lane, "an end", false))
        .onFailed(cause -> check(lane, "a failure", false))
        .open();
  }

  private void check(String lane, String what, String told, String was) {
    if (!told.equals(was)) {
      violations.add(lane + ": " + what + " tells of " + told + ", not of " + was);
    }
  }

  private void check(String lane, String what, boolean right) {
    if (!right) {
      violations.add(lane + ": wrong " + what);
    }
  }
}
