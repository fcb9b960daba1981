package dev.parklane.stress.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a program would write by hand to put values back: who had which, last change last. */
final class UndoEntries {
  private @Nullable Object[] entries = new Object[2 * 64];
  private int size;

  void keep(Observable<?> of, Object before) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    entries[size] = of;
    entries[size + 1] = before;
    size += 2;
  }

  /** How many there are. */
  int size() {
    return size / 2;
  }

  /** Lets all that was changed stand. */
  void commit() {
    for (int i = 0; i < size; i += 2) {
      if (entries[i] instanceof Observable<?> changed) {
        changed.stands();
      }
    }
    Arrays.fill(entries, 0, size, null);
    size = 0;
  }
}
