package dev.parklane.clock;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * All that is pending on one time source, in order of (time, name, order of registration) (law K8).
 * The source's lock is held by whoever calls.
 *
 * <p>It is a heap of four children a node, in which each element knows its place. Taking the first,
 * and taking any other out, costs O(log n); so does adding, but one that is later than most others,
 * as most are, stays where it is put. What is taken out is out at once: nothing is left to be swept
 * later. Where the first is taken out, its place is left open for what is put in next: that is the
 * same timer again, as a rule, at its next time, and then the heap is put in order once for both
 * ({@code AdvanceBenchmark}). With 1,000,000 pending at random times, adding one took 0.1 us and
 * taking a random one out 0.15 us (Temurin 25.0.3, 2 cores shared with other work).
 *
 * <p>A timing wheel would set and cancel in O(1). It knows its elements only to the width of a
 * bucket, though, so that the exact order, times to the nanosecond and the next time to wake at
 * take a heap beside it and buckets that are sorted again. The heap alone does for either clock,
 * from {@link Long#MIN_VALUE} to {@link Long#MAX_VALUE}.
 */
final class WakeQueue {
  private static final int CHILDREN = 4;

  private @Nullable QueuedWakeup[] heap =
      new QueuedWakeup[16]; // guarded by the source's lock, like all here
  private int size; // with the gap
  private boolean gap; // whether the first place is empty
  private long registered;

  /** Adds one, or moves it where it is queued. It keeps the order of its first time. */
  void put(QueuedWakeup wake, long atNanos) {
    remove(wake);
    if (wake.order < 0) {
      wake.order = registered++;
    }
    wake.atNanos = atNanos;
    if (gap) {
      gap = false;
      siftDown(0, wake);
      return;
    }
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(size++, wake);
  }

  /** Takes one out; false where it was not in. */
  boolean remove(QueuedWakeup wake) {
    if (wake.index < 0) {
      return false;
    }
    closeGap();
    int hole = wake.index;
    wake.index = -1;
    QueuedWakeup last = at(--size);
    heap[size] = null;
    if (hole < size) {
      siftDown(hole, last);
      if (last.index == hole) {
        siftUp(hole, last);
      }
    }
    return true;
  }

  /** The next in order; null where none is pending. */
  @Nullable QueuedWakeup first() {
    closeGap();
    return heap[0];
  }

  /** Takes the next out if it is due at that time; null where none is. */
  @Nullable QueuedWakeup takeDue(long nanos) {
    QueuedWakeup first = first();
    if (first == null || first.atNanos > nanos) {
      return null;
    }
    heap[0] = null;
    first.index = -1;
    gap = true;
    return first;
  }

  int size() {
    return gap ? size - 1 : size;
  }

  void clear() {
    closeGap();
    for (int i = 0; i < size; i++) {
      at(i).index = -1;
    }
    heap = new QueuedWakeup[16];
    size = 0;
  }

  private void closeGap() {
    if (!gap) {
      return;
    }
    gap = false;
    size--;
    if (size > 0) {
      QueuedWakeup last = at(size);
      heap[size] = null;
      siftDown(0, last);
    }
  }

  private QueuedWakeup at(int index) {
    QueuedWakeup wake = heap[index];
    if (wake == null) {
      throw new AssertionError("nothing at " + index + " of " + size);
    }
    return wake;
  }

  private void siftUp(int from, QueuedWakeup wake) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) / CHILDREN;
      QueuedWakeup above = at(parent);
      if (!wake.isBefore(above)) {
        break;
      }
      place(hole, above);
      hole = parent;
    }
    place(hole, wake);
  }

  private void siftDown(int from, QueuedWakeup wake) {
    int hole = from;
    while (hole * CHILDREN + 1 < size) {
      int child = hole * CHILDREN + 1;
      int end = Math.min(child + CHILDREN, size);
      QueuedWakeup below = at(child);
      for (int other = child + 1; other < end; other++) {
        if (at(other).isBefore(below)) {
          child = other;
          below = at(other);
        }
      }
      if (!below.isBefore(wake)) {
        break;
      }
      place(hole, below);
      hole = child;
    }
    place(hole, wake);
  }

  private void place(int index, QueuedWakeup wake) {
    heap[index] = wake;
    wake.index = index;
  }
}
