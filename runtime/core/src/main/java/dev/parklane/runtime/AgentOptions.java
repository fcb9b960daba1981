package dev.parklane.runtime;

import java.util.Objects;

/**
 * What can be set for the agents of a route. A plane has its own, which every route starts from.
 *
 * @param guards the bounds of a cascade
 * @param failurePolicy what becomes of an agent after a failed cascade
 */
public record AgentOptions(Guards guards, FailurePolicy failurePolicy) {
  /** {@link Guards#DEFAULT} and {@link FailurePolicy#stop()}. */
  public static final AgentOptions DEFAULT = new AgentOptions(Guards.DEFAULT, FailurePolicy.stop());

  /** Checks that nothing is missing. */
  public AgentOptions {
    Objects.requireNonNull(guards, "guards");
    Objects.requireNonNull(failurePolicy, "failurePolicy");
  }

  /** These options with other guards. */
  public AgentOptions withGuards(Guards other) {
    return new AgentOptions(other, failurePolicy);
  }

  /** These options with another failure policy. */
  public AgentOptions withFailurePolicy(FailurePolicy other) {
    return new AgentOptions(guards, other);
  }
}
