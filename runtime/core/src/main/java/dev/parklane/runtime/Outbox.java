package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves an agent when its cascade has succeeded, in the order in which it was sent (law O1).
 * A handler's forked subtasks may send too.
 */
abstract class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private @Nullable List<Leaving> leaving; // guarded by this

  /**
   * Something that leaves the agent, or takes effect outside it, when the cascade has succeeded.
   */
  interface Leaving {
    void leave(Plane sender);
  }

  /** Keeps something that leaves until the cascade has succeeded. */
  final synchronized void leaves(Leaving one) {
    if (leaving == null) {
      leaving = new ArrayList<>();
    }
    leaving.add(one);
  }

  /** Lets everything leave. */
  final void flush(AgentCell sender) {
    for (Leaving one : takeAll()) {
      try {
        one.leave(sender.plane());
      } catch (RuntimeException
          | Error e) { // no memory, most likely: the others leave all the same
        if (sender.tellsInFull(LOG, "what was sent has not left", "", e)) {
          LOG.error("agent {}: something that a cascade has sent could not leave", sender.uri(), e);
        }
      }
    }
  }

  private synchronized List<Leaving> takeAll() {
    List<Leaving> all = leaving;
    leaving = null;
    return all == null ? List.of() : all;
  }
}
