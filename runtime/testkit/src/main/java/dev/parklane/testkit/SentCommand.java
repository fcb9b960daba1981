package dev.parklane.testkit;

import dev.parklane.runtime.Plane;

/**
 * A command that a generated test sends.
 *
 * @param agent the URI of the agent
 * @param lane the lane of it
 * @param value what it carries
 */
public record SentCommand(String agent, String lane, Object value) {
  /**
   * Sends it, as {@link dev.parklane.runtime.AgentRef#command(String, Object)} does.
   *
   * @param plane has to have a route for the agent, which is made if it is not there
   */
  public void sendTo(Plane plane) {
    plane.agent(agent).command(lane, value);
  }

  /**
   * Sends it to an agent of the plane of a test, as {@link
   * dev.parklane.runtime.AgentRef#command(String, Object)} does.
   *
   * @param plane has to have a route for the agent, which is made if it is not there
   */
  public void sendTo(TestPlane plane) {
    plane.agent(agent).command(lane, value);
  }

  /** Reads like {@code addName(Ada) to /names/guests}. */
  @Override
  public String toString() {
    return lane + "(" + value + ") to " + agent;
  }
}
