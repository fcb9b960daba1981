package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * Is told what the agents of a plane do, for metrics and alarms: give it to {@link
 * PlaneBuilder#listener}. For each cascade one call, when it is over and all that it sent has left;
 * no call for a handler or a write, which {@linkplain dev.parklane.runtime.trace.Tracer tracers}
 * are told.
 *
 * <p>Called by the threads of many agents at once, each of which goes on when the call returns: add
 * to a counter, do not wait. What it throws is logged, once a while (law F9), and changes nothing.
 * It must not send to agents or ask them.
 */
@Experimental
public interface PlaneListener {
  /**
   * A cascade has succeeded, or has failed and is rolled back (law F2). One that has checkpoints is
   * told as one.
   *
   * @param cascade what it was
   */
  default void cascadeEnded(CascadeReport cascade) {}

  /**
   * An agent, or a client, has been made and has started.
   *
   * @param uri of the agent
   * @param route the pattern that it was made by
   */
  default void agentStarted(String uri, String route) {}

  /**
   * An agent, or a client, is no more.
   *
   * @param uri of the agent
   * @param route the pattern that it was made by
   * @param failure why, where it has failed; null where it was stopped
   */
  default void agentEnded(String uri, String route, @Nullable Throwable failure) {}

  /**
   * A link is made, for the first time or anew.
   *
   * @param uri of the agent that has it
   * @param to the URI of the agent at the other end
   * @param lane the lane that it observes
   */
  default void linkOpened(String uri, String to, String lane) {}

  /**
   * A link has ended, or could not be made. One that is made anew is told as opened again.
   *
   * @param uri of the agent that has it
   * @param to the URI of the agent at the other end
   * @param lane the lane that it observes
   * @param failure why, where it has failed; null where it was closed, or the lane has ended
   */
  default void linkEnded(String uri, String to, String lane, @Nullable Throwable failure) {}

  /**
   * A message has reached no handler (law O4).
   *
   * @param letter what it was, and why
   */
  default void deadLetter(DeadLetter letter) {}
}
