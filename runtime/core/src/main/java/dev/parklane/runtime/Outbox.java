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
    /** Does it, or adds it to what leaves together. It must not fail. */
    void leave(Commons sender, Departure by);

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

  /** Lets everything leave, so that it becomes visible at once (law O5). */
  final void flush(AgentCell sender) {
    List<Leaving> all = takeAll();
    if (all.isEmpty()) {
      return;
    }
    boolean isAlone = all.size() == 1 && all.getFirst().isAlone();
    JointDeparture joint = isAlone ? null : new JointDeparture(sender.commons());
    for (Leaving one : all) {
      try {
        one.leave(sender.commons(), joint == null ? Departure.AT_ONCE : joint);
      } catch (RuntimeException
          | Error e) { // no memory, most likely: the others leave all the same
        if (sender.tellsInFull(LOG, "what was sent has not left", "", e)) {
          LOG.error("agent {}: something that a cascade has sent could not leave", sender.uri(), e);
        }
      }
    }
    if (joint != null) {
      try {
        joint.go(sender.agent() instanceof Client);
      } catch (RuntimeException e) { // a bound, or an interrupt in the wait for room
        LOG.error("agent {}: something that a cascade has sent could not leave", sender.uri(), e);
      }
    }
  }

  private synchronized List<Leaving> takeAll() {
    List<Leaving> all = leaving;
    leaving = null;
    return all == null ? List.of() : all;
  }
}
