package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * The root event that a caller waited for has failed in its agent (law F4). The cause is what left
 * the handler; the agent was rolled back and treated by its policy.
 */
public final class AgentFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String agent;

  AgentFailedException(String agent, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.agent = agent;
  }

  /** {@return the URI of the agent that failed} */
  public String agent() {
    return agent;
  }
}
