package dev.parklane.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What is left of subscriptions that have ended with their agents, up to a bound: the oldest are
 * forgotten first, and those of a URI when a fresh instance has started there (law B8). Guarded by
 * the subscriptions that they were of.
 */
final class EndedSubscriptions {
  static final int MOST = 1_000; // a publication that matches all of them becomes so many letters

  private final LinkedHashMap<String, Queue<BusSubscription>> byUri = new LinkedHashMap<>();
  private volatile int size; // written under the subscriptions; any thread reads

  /**
   * Remembers what is left of a subscription of this agent.
   *
   * @return what is forgotten for it
   */
  List<BusSubscription> add(String uri, BusSubscription left) {
    byUri.computeIfAbsent(uri, u -> new ArrayDeque<>()).add(left);
    size++;
    List<BusSubscription> forgotten = new ArrayList<>();
    while (size > MOST) {
      forgotten.add(removeOldest());
    }
    return forgotten;
  }

  private BusSubscription removeOldest() {
    Map.Entry<String, Queue<BusSubscription>> oldest = byUri.firstEntry();
    BusSubscription removed = oldest.getValue().remove();
    size--;
    if (oldest.getValue().isEmpty()) {
      byUri.remove(oldest.getKey());
    }
    return removed;
  }

  /** Whether nothing is left. Any thread. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Forgets those of an agent, and returns them. */
  List<BusSubscription> forget(String uri) {
    Queue<BusSubscription> all = byUri.remove(uri);
    if (all == null) {
      return List.of();
    }
    size -= all.size();
    return List.copyOf(all);
  }
}
