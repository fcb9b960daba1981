package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What leaves an agent when its cascade has succeeded, in the order in which it was sent (law O1).
 * A handler's forked subtasks may send too.
 */
abstract class Outbox {
  private @Nullable List<Leaving> leaving; // guarded by this

  /**
   * Something that leaves the agent, or takes effect outside it, when the cascade has succeeded.
   */
  interface Leaving {
    /** Does it, or adds it to what leaves together. It must not fail. */
    void leave(Departure by);

    /** Whether it comes to one posting at the most, and to nothing else. */
    default boolean isAlone() {
      return false;
    }
  }

  /** Keeps something that leaves until the cascade has succeeded. */
  final synchronized void leaves(Leaving one) {
    if (leaving == null) {
      leaving = new ArrayList<>();
    }
    leaving.add(one);
  }

  /** What leaves, in order. The next time it is what was added since. */
  final synchronized List<Leaving> takeLeaving() {
    List<Leaving> all = leaving;
    leaving = null;
    return all == null ? List.of() : all;
  }
}
