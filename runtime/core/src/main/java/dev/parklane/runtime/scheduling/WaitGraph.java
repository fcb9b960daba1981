package dev.parklane.runtime.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, over all planes of the process. A wait that would close a cycle is found
 * here, so that it never becomes a deadlock (law O2). Whoever is equal is the same one.
 *
 * <p>Such waits are rare and slow beside this, so one lock guards it all.
 */
public final class WaitGraph {
  private static final Map<Object, List<Object>> WAITING = new HashMap<>(); // guarded by itself

  /** What is waited for on behalf of whoever has it now. */
  public interface Held {
    /** {@return who has it, or null} Any thread. */
    @Nullable Object holder();
  }

  private WaitGraph() {}

  /**
   * One waits for another from here on, until {@link #leave}, unless that closes a cycle.
   *
   * @param waiter who is about to wait
   * @param waitedFor for whom, or what
   * @return the cycle, with the waiter at both of its ends; empty where there is none
   */
  public static List<Object> enter(Object waiter, Object waitedFor) {
    synchronized (WAITING) {
      List<Object> way = way(waitedFor, waiter);
      if (way.isEmpty()) {
        WAITING.computeIfAbsent(waiter, w -> new ArrayList<>()).add(waitedFor);
      }
      return way;
    }
  }

  /**
   * One does not wait for another any more.
   *
   * @param waiter who has waited
   * @param waitedFor for whom, or what
   */
  public static void leave(Object waiter, Object waitedFor) {
    synchronized (WAITING) {
      List<Object> waitsFor = WAITING.get(waiter);
      if (waitsFor != null) {
        waitsFor.remove(waitedFor);
        if (waitsFor.isEmpty()) {
          WAITING.remove(waiter);
        }
      }
    }
  }

  /**
   * Whom one waits for.
   *
   * @param waiter who may wait
   * @return a copy, in the order in which it began to wait for them
   */
  public static List<Object> waitsFor(Object waiter) {
    synchronized (WAITING) {
      return List.copyOf(WAITING.getOrDefault(waiter, List.of()));
    }
  }

  /** A shortest way along which one waits for another, after the latter itself. */
  private static List<Object> way(Object from, Object to) {
    Map<Object, Object> reachedFrom = new HashMap<>();
    Deque<Object> next = new ArrayDeque<>(List.of(from));
    reachedFrom.put(from, from);
    while (!next.isEmpty()) {
      Object place = next.removeFirst();
      if (place.equals(to)) {
        return trace(reachedFrom, from, to);
      }
      for (Object waitedFor : WAITING.getOrDefault(place, List.of())) {
        if (reachedFrom.putIfAbsent(waitedFor, place) == null) {
          next.addLast(waitedFor);
        }
      }
      Object holder = place instanceof Held held ? held.holder() : null;
      if (holder != null && reachedFrom.putIfAbsent(holder, place) == null) {
        next.addLast(holder);
      }
    }
    return List.of();
  }

  private static List<Object> trace(Map<Object, Object> reachedFrom, Object from, Object to) {
    Deque<Object> way = new ArrayDeque<>(List.of(to));
    for (Object place = to; !place.equals(from); ) {
      place = reachedFrom.getOrDefault(place, from);
      way.addFirst(place);
    }
    way.addFirst(to);
    return List.copyOf(way);
  }
}
