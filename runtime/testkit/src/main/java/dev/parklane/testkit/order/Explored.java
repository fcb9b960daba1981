package dev.parklane.testkit.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The orders that were played: what begins as one of them needs not be played. Of one thread at a
 * time.
 */
public final class Explored {
  private final List<Order> orders = new ArrayList<>();
  private final Map<Long, List<Order>> with = new HashMap<>(); // by hash: those that have the step
  private final Set<Long> keys = new HashSet<>(); // of each

  /**
   * One that was played.
   *
   * @param hashes of its steps, by their index
   * @param sorted the same
   * @param turns of its steps, by their index
   * @param pasts of its steps, by their index
   */
  private record Order(long[] hashes, long[] sorted, long[] turns, BitSet[] pasts) {
    static Order of(PartialOrder played) {
      List<Step> steps = played.steps();
      long[] hashes = steps.stream().mapToLong(step -> step.hash).toArray();
      long[] sorted = hashes.clone();
      Arrays.sort(sorted);
      return new Order(
          hashes,
          sorted,
          steps.stream().mapToLong(Step::turn).toArray(),
          steps.stream().map(step -> step.past).toArray(BitSet[]::new));
    }

    boolean hasAll(long[] some) {
      for (long hash : some) {
        if (Arrays.binarySearch(sorted, hash) < 0) {
          return false;
        }
      }
      return true;
    }

    /** Whether a turn can be taken behind these steps, of which it has all: and so was, in it. */
    boolean hasNext(long turn, long[] sortedSteps) {
      for (int i = 0; i < turns.length; i++) {
        if (turns[i] == turn) {
          return isBehind(pasts[i], sortedSteps);
        }
      }
      return false;
    }

    private boolean isBehind(BitSet past, long[] sortedSteps) {
      for (int step = past.nextSetBit(0); step >= 0; step = past.nextSetBit(step + 1)) {
        if (Arrays.binarySearch(sortedSteps, hashes[step]) < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** None so far. */
  public Explored() {}

  /**
   * {@return whether it is new}
   *
   * @param played is among them from now on
   */
  public boolean add(PartialOrder played) {
    if (!keys.add(played.key())) {
      return false;
    }
    Order order = Order.of(played);
    for (long hash : order.hashes) {
      with.computeIfAbsent(hash, none -> new ArrayList<>(1)).add(order);
    }
    orders.add(order);
    return true;
  }

  /**
   * {@return whether an order begins so, up to what nobody could tell apart}
   *
   * @param beginning of an order that may have been played or not
   */
  public boolean has(Reversal beginning) {
    List<Order> rarest = orders;
    for (long hash : beginning.kept()) {
      List<Order> these = with.getOrDefault(hash, List.of());
      if (these.isEmpty()) {
        return false;
      }
      rarest = these.size() < rarest.size() ? these : rarest;
    }
    long[] kept = beginning.kept().clone();
    Arrays.sort(kept);
    for (Order order : rarest) {
      if (order.hasAll(beginning.kept()) && order.hasNext(beginning.wins(), kept)) {
        return true;
      }
    }
    return false;
  }

  /** {@return how many there are} */
  public int count() {
    return orders.size();
  }
}
