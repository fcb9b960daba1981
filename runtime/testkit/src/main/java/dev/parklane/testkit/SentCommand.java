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
  /** Sends it, as {@link dev.parklane.runtime.AgentRef#command(String, Object)} does. */
  public void sendTo(Plane plane) {
    plane.agent(agent).command(lane, value);
  }

  /** Likewise. */
  public void sendTo(TestPlane plane) {
    plane.agent(agent).command(lane, value);
  }

  /** As in {@code addName(Ada) to /names/guests}. */
  @Override
  public String toString() {
    return lane + "(" + value + ") to " + agent;
  }
}
