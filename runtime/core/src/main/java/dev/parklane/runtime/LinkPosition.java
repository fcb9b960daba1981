package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Where a link stands: all that a cascade of its agent may have to put back.
 *
 * @param phase how far it has come
 * @param uplink the attempt whose events count, if there is one
 * @param synced whether it has been told the state since it was made
 * @param attempts how many in a row have not succeeded
 * @param next the attempt to come, if there is one
 */
record LinkPosition(
    Phase phase, @Nullable Uplink uplink, boolean synced, int attempts, @Nullable Scheduled next) {
  static final LinkPosition NEW = new LinkPosition(Phase.NEW, null, false, 0, null);
  static final LinkPosition ENDED = new LinkPosition(Phase.ENDED, null, false, 0, null);
  static final LinkPosition DEAD = new LinkPosition(Phase.DEAD, null, false, 0, null);

  /** How far a link has come. */
  enum Phase {
    NEW,
    OPENING, // the request is under way
    LINKED,
    WAITING, // for the next attempt
    ENDED,
    DEAD // for good: the cascade that made it has failed (law F7)
  }

  /** Whether it has been opened and has not ended for good. */
  boolean isOpen() {
    return switch (phase) {
      case NEW, ENDED, DEAD -> false;
      case OPENING, LINKED, WAITING -> true;
    };
  }

  /** It is made, or told the state. */
  LinkPosition linked(boolean isSynced) {
    return new LinkPosition(Phase.LINKED, uplink, isSynced, 0, null);
  }

  /** It has ended from here: the other end is told, and no attempt follows. */
  void detach(AgentRef to, Departure by) {
    if (uplink != null) {
      uplink.close();
      to.destination().deliverIfThere(new LinkRequest.Detach(uplink), by);
    }
    if (next != null) {
      next.cancel();
    }
  }

  /**
   * Whether it waits for an attempt that nobody has set: a handler of its end has failed behind a
   * checkpoint (law F10).
   */
  boolean isStranded() {
    return phase == Phase.WAITING && next == null;
  }
}
