package dev.parklane.stress.bench;

import java.util.Arrays;

/**
 * What a program would write by hand in place of a value lane: a value, those who listen to it in
 * an array, and an undo entry. For one thread. A listener is called on the writer's stack.
 */
final class Observable<T> {
  /** Is told of each new value. */
  interface Listener<T> {
    void on(T value);
  }

  private final UndoEntries undo;
  private final boolean keepsEach;
  private Listener<T>[] listeners;
  private T value;
  private boolean isKept;

  /**
   * Makes one.
   *
   * @param keepsEach whether every write has an undo entry, or only the first before each commit,
   *     as that of a lane
   */
  @SuppressWarnings("unchecked") // an empty array holds nothing of another type
  Observable(UndoEntries undo, boolean keepsEach, T initial) {
    this.undo = undo;
    this.keepsEach = keepsEach;
    this.listeners = (Listener<T>[]) new Listener<?>[0];
    this.value = initial;
  }

  void addListener(Listener<T> listener) {
    listeners = Arrays.copyOf(listeners, listeners.length + 1);
    listeners[listeners.length - 1] = listener;
  }

  void set(T newValue) {
    if (!isKept || keepsEach) {
      undo.keep(this, value);
      isKept = true;
    }
    value = newValue;
    for (Listener<T> listener : listeners) {
      listener.on(newValue);
    }
  }

  /** What was changed is not put back any more. */
  void stands() {
    isKept = false;
  }
}
