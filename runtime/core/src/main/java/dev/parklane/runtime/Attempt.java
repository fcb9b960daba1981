package dev.parklane.runtime;

import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One attempt at suspended work: a thread, and how long it may take. Any thread. */
final class Attempt {
  private final int number;
  private final Thread thread;
  private boolean ended; // guarded by this, for good: nothing that comes of it counts any more
  private @Nullable Wakeup limit; // guarded by this

  /**
   * Makes one that has not begun.
   *
   * @param thread makes a thread of what it does, not started
   * @param work what it does
   */
  Attempt(int number, Function<Runnable, Thread> thread, Consumer<Attempt> work) {
    this.number = number;
    this.thread = thread.apply(() -> work.accept(this));
  }

  /** Which it is; the first is 1. */
  int number() {
    return number;
  }

  Thread thread() {
    return thread;
  }

  /** It may take until then, if it has not ended. */
  void endsAt(Wakeup set) {
    boolean late;
    synchronized (this) {
      late = ended;
      limit = set;
    }
    if (late) {
      set.cancel();
    }
  }

  /** Ends it; false where it had ended before. */
  boolean end() {
    Wakeup set;
    synchronized (this) {
      if (ended) {
        return false;
      }
      ended = true;
      set = limit;
    }
    if (set != null) {
      set.cancel();
    }
    return true;
  }

  void interrupt() {
    ExclusiveContext.interrupt(thread);
  }
}
