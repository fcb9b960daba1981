package dev.parklane.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a cascade has to put back if it fails: of each lane that it changed, the state before its
 * first change, of each lane that it observed, the observers before (law F2).
 *
 * <p>One log serves all cascades of a stretch of work, one after the other. Only the thread whose
 * turn it is touches it.
 */
final class UndoLog {
  private static final int KEPT = 64; // entries that an emptied log keeps room for

  private @Nullable Object[] entries = new Object[2 * 4]; // lane or agent, and what it had before
  private int size;

  /** Keeps the state of a lane, which a store may have to know. */
  void keepState(Undoable lane, @Nullable Object state) {
    add(lane, new State(state));
  }

  /** Keeps what something was before the cascade has changed it first. */
  void keepBefore(Undoable of, Object before) {
    add(of, before);
  }

  /** Keeps something to be done. */
  void keep(Undo undo) {
    add(undo, undo);
  }

  /** Takes back something that a cascade has done. */
  interface Undo {
    void undo();
  }

  /** The state of a lane. */
  record State(@Nullable Object value) {}

  private void add(Object of, Object before) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    entries[size] = of;
    entries[size + 1] = before;
    size += 2;
  }

  /**
   * Puts everything back, last change first, and empties the log. What cannot be put back is told,
   * and keeps nothing else from it.
   */
  void rollBack(Consumer<Throwable> failures) {
    for (int i = size - 2; i >= 0; i -= 2) {
      try {
        putBack(entries[i], entries[i + 1]);
      } catch (RuntimeException | Error e) {
        failures.accept(e);
      }
    }
    empty();
  }

  private static void putBack(@Nullable Object of, @Nullable Object before) {
    if (of instanceof Undoable changed) {
      changed.putBack(Objects.requireNonNull(before));
    } else if (of instanceof Undo undo) {
      undo.undo();
    }
  }

  /** Calls with each lane whose state was kept, in the order of their first changes. */
  void forEachChanged(Consumer<Undoable> each) {
    for (int i = 0; i < size; i += 2) {
      if (entries[i] instanceof Undoable lane && entries[i + 1] instanceof State) {
        each.accept(lane);
      }
    }
  }

  /** Lets everything stand, and empties the log. */
  void commit() {
    empty();
  }

  private void empty() {
    for (int i = 0; i < size; i += 2) {
      if (entries[i] instanceof Undoable changed) {
        changed.forgetKept();
      }
    }
    if (size > 2 * KEPT) {
      entries = new Object[2 * KEPT];
    } else {
      Arrays.fill(entries, 0, size, null);
    }
    size = 0;
  }
}
