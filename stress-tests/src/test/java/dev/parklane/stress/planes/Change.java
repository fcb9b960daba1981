package dev.parklane.stress.planes;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an observer of a map is told. */
record Change(Map<Integer, Integer> after, int key, @Nullable Integer was, @Nullable Integer now) {
  /** Whether the key is the last of the map. */
  boolean isLast() {
    int last = -1;
    for (int k : after.keySet()) {
      last = k;
    }
    return last == key;
  }

  /** The energy of what only passes on. */
  int rest() {
    return now != null ? Charge.rest(now) : was != null ? Charge.rest(was) : 0;
  }
}
