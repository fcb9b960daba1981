package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * What those kinds of lane are built on that keep nothing: what comes to one is told to its
 * observers and links, and gone. A cascade that fails has nothing to put back in it.
 */
@Experimental
public abstract class StatelessLane extends Lane {
  /**
   * Adds the lane to its agent.
   *
   * @param agent whose lane it is
   * @param name by which commands reach it, different from those of the agent's other lanes
   * @throws IllegalArgumentException where the name is blank or the agent has a lane of that name
   * @throws LaneAccessException where it is not this thread's turn in the agent
   */
  protected StatelessLane(Host agent, String name) {
    super(agent, name, true);
  }

  /** {@return null: there is no state} */
  @Override
  protected final @Nullable Object state() {
    return null;
  }

  /**
   * Does nothing: there is no state.
   *
   * @param state null
   */
  @Override
  protected final void restore(@Nullable Object state) {}
}
