package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Step;

/**
 * An action that is run for its effect alone: a handler as a value.
 *
 * <p>It is a {@link Step}: timers, schedules and links take it as it is. For events that carry
 * something, {@link HandlerContext#handler} and its like make a handler of a function that gives
 * one.
 *
 * @param <A> the class of the agents that it is for
 */
public sealed interface ComposedHandler<A extends Agent> extends HandlerAction<A, Nothing>, Step
    permits Composed {
  /**
   * Runs it in the agent whose handler runs on this thread, as {@link HandlerAction#run(Agent)}
   * does.
   *
   * @throws LaneAccessException where it is no agent's turn on this thread (law E8)
   * @throws ClassCastException where that agent is not of the class that the action is for
   */
  @Override
  default void run() throws Exception {
    ActionRun.current().result(this);
  }
}
