package dev.parklane.stress.planes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a modelled agent holds between two cascades, and what it has under way. */
final class State {
  final int[] values = new int[2];
  final Map<Integer, Integer> map = new LinkedHashMap<>();
  int steps;

  // What follows is not kept in the store.
  final Map<Integer, Integer> joinedValues = new LinkedHashMap<>();
  final Map<Integer, Integer> joinedMaps = new LinkedHashMap<>();
  final Set<Integer> valueLinks = new LinkedHashSet<>();
  final Set<Integer> mapLinks = new LinkedHashSet<>();
  final Map<Integer, Integer> owners = new LinkedHashMap<>(); // the link that last wrote each key
  final Map<Integer, Integer> left = new LinkedHashMap<>(); // the link that gave up each key
  final List<Subscribed> subscribed = new ArrayList<>(); // in order
  final Map<Integer, Timer> timers = new TreeMap<>();
  final Map<Integer, Work> works = new TreeMap<>();
  boolean stops; // as of this cascade
  boolean cleared; // as of this cascade

  /** An open subscription. */
  record Subscribed(int slot, Role.Slot to, Session session) {}

  /**
   * A timer.
   *
   * @param due when it fires next
   * @param armed its place among those of the same time
   * @param interval 0 where there is none
   * @param more how many steps come after the next, of those without an interval
   * @param delay before each of those
   */
  record Timer(
      int id, long due, int armed, long interval, int more, long delay, int energy, boolean begun) {
    static final Comparator<Timer> ORDER =
        Comparator.comparing(Timer::due).thenComparing(Timer::armed);

    Timer begins() {
      return new Timer(id, due, armed, interval, more, delay, energy, true);
    }

    boolean isLast() {
      return interval == 0 && more == 0;
    }

    /** After the cascade of a step that was not the last. */
    Timer next(int place, long now) {
      return interval > 0
          ? new Timer(id, due + interval, place, interval, 0, 0, energy, false)
          : new Timer(id, now + delay, place, 0, more - 1, delay, energy, false);
    }
  }

  /** A link of the join of maps is given up: what it owned is left, nobody's. */
  void leave(int link) {
    owners.forEach((key, owner) -> {
      if (owner == link) {
        left.put(key, link);
      }
    });
    disown(link);
  }

  void disown(int link) {
    owners.values().removeIf(owner -> owner == link);
  }

  /** Suspended work. */
  record Work(int id, boolean fails, int energy) {}

  /** What a fresh instance restores. */
  State kept() {
    State kept = new State();
    System.arraycopy(values, 0, kept.values, 0, values.length);
    kept.map.putAll(map);
    kept.steps = steps;
    return kept;
  }

  State copy() {
    State copy = kept();
    copy.joinedValues.putAll(joinedValues);
    copy.joinedMaps.putAll(joinedMaps);
    copy.valueLinks.addAll(valueLinks);
    copy.mapLinks.addAll(mapLinks);
    copy.owners.putAll(owners);
    copy.left.putAll(left);
    copy.subscribed.addAll(subscribed);
    copy.timers.putAll(timers);
    copy.works.putAll(works);
    return copy;
  }

  static String describe(
      int first,
      int second,
      Map<Integer, Integer> map,
      Map<Integer, Integer> joinedValues,
      Map<Integer, Integer> joinedMaps,
      Collection<Integer> valueLinks,
      Collection<Integer> mapLinks,
      int steps) {
    return " [v0="
        + first
        + " v1="
        + second
        + " m="
        + map
        + " values="
        + joinedValues
        + " of "
        + new ArrayList<>(valueLinks)
        + " maps="
        + joinedMaps
        + " of "
        + new ArrayList<>(mapLinks)
        + " steps="
        + steps
        + "] ";
  }

  @Override
  public String toString() {
    return describe(
        values[0], values[1], map, joinedValues, joinedMaps, valueLinks, mapLinks, steps);
  }
}
