package dev.parklane.runtime;

/**
 * A guard tripped: a lane write would have gone past a bound of its cascade (law G2). It fails the
 * cascade. Or a delivery would have gone past a bound of its publication outside the agents (law
 * G4), and ends that.
 *
 * <p>The message names the guard, its limit, the agent and the chain of writers, with a repeating
 * cycle folded: {@code accumulate.onEvent -> length.onEvent -> (accumulate.onEvent ...) x500}.
 */
public final class GuardException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String guard;
  private final int limit;
  private final String agent;
  private final String chain;

  GuardException(String guard, int limit, String agent, String chain) {
    super(
        "[PL-G2] guard %s = %d of %s tripped: %s; end the chain earlier, or raise the guard"
            .formatted(guard, limit, agent, chain));
    this.guard = guard;
    this.limit = limit;
    this.agent = agent;
    this.chain = chain;
  }

  /**
   * {@return the name of the guard: {@code maxDepth}, {@code maxReentry} or {@code maxHandlers};
   * outside the agents {@code maxPublicationDepth} or {@code maxDeliveries}}
   */
  public String guard() {
    return guard;
  }

  /** {@return the bound that it keeps} */
  public int limit() {
    return limit;
  }

  /** {@return the URI of the agent, or {@code the bus} outside the agents} */
  public String agent() {
    return agent;
  }

  /** {@return the chain of writers, root first, ending in the handler that was not run} */
  public String chain() {
    return chain;
  }
}
