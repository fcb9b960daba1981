package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The orders that were played, by the hashes of their steps: what begins as one of them needs not
 * be played. Of one thread at a time.
 */
final class Explored {
  private final List<long[]> orders = new ArrayList<>(); // sorted hashes of each
  private final Map<Long, List<Integer>> with = new HashMap<>(); // by hash: the orders that have it
  private final Set<Long> keys = new HashSet<>(); // of each

  /** Adds an order; false where it was there. */
  boolean add(long[] hashes) {
    long[] sorted = hashes.clone();
    Arrays.sort(sorted);
    if (!keys.add(new Reversal(List.of(), sorted).key())) {
      return false;
    }
    for (long hash : sorted) {
      with.computeIfAbsent(hash, none -> new ArrayList<>(1)).add(orders.size());
    }
    orders.add(sorted);
    return true;
  }

  /** Whether an order begins so, up to what nobody could tell apart. */
  boolean has(Reversal beginning) {
    long[] hashes = beginning.hashes();
    if (hashes.length == 0) {
      return !orders.isEmpty();
    }
    List<Integer> rarest = List.of();
    for (int i = 0; i < hashes.length; i++) {
      List<Integer> these = with.getOrDefault(hashes[i], List.of());
      if (these.isEmpty()) {
        return false;
      }
      rarest = i == 0 || these.size() < rarest.size() ? these : rarest;
    }
    for (int order : rarest) {
      if (hasAll(orders.get(order), hashes)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasAll(long[] sorted, long[] hashes) {
    for (long hash : hashes) {
      if (Arrays.binarySearch(sorted, hash) < 0) {
        return false;
      }
    }
    return true;
  }

  int count() {
    return orders.size();
  }
}
