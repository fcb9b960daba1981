package dev.parklane.clock;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * How to undo what is done to a clock, as far as somebody holds a {@link Position} before it: each
 * change knows the one that came after it, and none the one before, so those which nobody can go
 * back past are garbage. To take a position costs nothing, however much is set.
 *
 * <p>The clock's lock guards it.
 */
final class ChangeLog {
  private Position end = new Position();

  /** A moment between two changes. */
  static final class Position {
    private @Nullable Runnable undo; // of the change that came next; null at the end
    private @Nullable Position next;

    private Position() {}
  }

  Position now() {
    return end;
  }

  /** Something is changed now. */
  void add(Runnable undo) {
    Position after = new Position();
    end.undo = undo;
    end.next = after;
    end = after;
  }

  /** Undoes what was changed since, the last first. What that changes may be logged, too. */
  void undoSince(Position position) {
    Deque<Runnable> undos = new ArrayDeque<>();
    for (Position at = position; at != null && at.undo != null; at = at.next) {
      undos.push(at.undo);
    }
    undos.forEach(Runnable::run);
  }
}
