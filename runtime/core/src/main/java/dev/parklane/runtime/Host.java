package dev.parklane.runtime;

import dev.parklane.runtime.store.StateStore;
import org.jspecify.annotations.Nullable;

/**
 * An instance of an {@link Agent}, as its lanes see it. Agents are all that there are; to lanes it
 * is the same which.
 */
public abstract class Host extends Turn {
  Host() {}

  /** {@return the URI of the agent, in canonical form} */
  public abstract String uri();

  /** A lane is made. */
  abstract void add(Lane lane);

  /** A lane is closed. */
  abstract void remove(Lane lane);

  /** A lane that was declared after the constructor gets what the store holds of it. */
  abstract void restore(Lane lane);

  /** What keeps the lanes; null where nothing does. */
  abstract @Nullable StateStore store();

  /** Throws what an access to this lane out of turn deserves. */
  abstract void refuse(ObservedLane lane);

  /**
   * The cascade that runs.
   *
   * @throws LaneAccessException where none does
   */
  final Cascade cascade() {
    Cascade cascade = running;
    if (cascade == null) {
      throw new LaneAccessException("[PL-E8.3] " + uri() + " runs no cascade now");
    }
    return cascade;
  }
}
