package dev.parklane.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which agents wait for an answer of which others, over all planes of the process. An ask that
 * would close a cycle is refused here, so that it never becomes a deadlock (law O2).
 *
 * <p>An agent usually waits for one other; it waits for several where a handler's forked subtasks
 * ask. Asks are rare and slow beside this, so one lock guards it all.
 */
final class AskGraph {
  private static final Map<Place, List<Place>> WAITING = new HashMap<>(); // guarded by itself

  /** An agent, whichever instance stands for it now. */
  record Place(Plane plane, String uri) {}

  private AskGraph() {}

  /**
   * The asker waits for the asked from here on.
   *
   * @throws AskCycleException where the asked waits for the asker already, over however many others
   */
  static void enter(Place asker, Place asked) {
    synchronized (WAITING) {
      List<Place> way = way(asked, asker);
      if (!way.isEmpty()) {
        List<String> cycle = new ArrayList<>(List.of(asker.uri()));
        way.forEach(place -> cycle.add(place.uri()));
        throw new AskCycleException(cycle);
      }
      WAITING.computeIfAbsent(asker, a -> new ArrayList<>()).add(asked);
    }
  }

  /** Whom an agent waits for, in words; empty where it waits for nobody. */
  static String waitText(Place asker) {
    synchronized (WAITING) {
      List<Place> asked = WAITING.getOrDefault(asker, List.of());
      return asked.isEmpty()
          ? ""
          : asked.stream().map(Place::uri).collect(Collectors.joining(", ", ", waits for ", ""));
    }
  }

  /** The asker does not wait for the asked any more. */
  static void leave(Place asker, Place asked) {
    synchronized (WAITING) {
      List<Place> waitsFor = WAITING.get(asker);
      if (waitsFor != null) {
        waitsFor.remove(asked);
        if (waitsFor.isEmpty()) {
          WAITING.remove(asker);
        }
      }
    }
  }

  /**
   * A shortest way along which one agent waits for another, both included; empty if there is none.
   */
  private static List<Place> way(Place from, Place to) {
    Map<Place, Place> reachedFrom = new HashMap<>();
    Deque<Place> next = new ArrayDeque<>(List.of(from));
    reachedFrom.put(from, from);
    while (!next.isEmpty()) {
      Place place = next.removeFirst();
      if (place.equals(to)) {
        return trace(reachedFrom, from, to);
      }
      for (Place waitedFor : WAITING.getOrDefault(place, List.of())) {
        if (reachedFrom.putIfAbsent(waitedFor, place) == null) {
          next.addLast(waitedFor);
        }
      }
    }
    return List.of();
  }

  private static List<Place> trace(Map<Place, Place> reachedFrom, Place from, Place to) {
    Deque<Place> way = new ArrayDeque<>(List.of(to));
    for (Place place = to; !place.equals(from); ) {
      place = reachedFrom.getOrDefault(place, from);
      way.addFirst(place);
    }
    return List.copyOf(way);
  }
}
