package dev.parklane.runtime;

/**
 * A request that an agent has got and not answered yet: it keeps the agent from being idle (law
 * L4), and fails with the instance, so that nobody waits for who is gone (law B6).
 */
final class KeptRequest extends AgentResources.Resource {
  private final Instance agent;
  private final Correlation asked;

  private KeptRequest(Instance agent, Correlation asked) {
    this.agent = agent;
    this.asked = asked;
  }

  /** The cascade of the request has succeeded: where it is still awaited, the agent keeps it. */
  static void keep(Instance agent, Correlation asked) {
    if (asked.isAwaited()) {
      KeptRequest kept = new KeptRequest(agent, asked);
      AgentResources.keep(agent, kept);
      asked.whenOver((answer, failure) -> AgentResources.letGo(agent, kept));
    }
  }

  @Override
  void end() {
    if (!agent.cell().commons().life().isOpen()) {
      asked.planeCloses();
      return;
    }
    asked.fail(
        new AgentFailedException(
            agent.uri(),
            "[PL-B6.8] %s has ended before it answered request %d to endpoint '%s'; answer it in onStop() at the"
                    .formatted(agent.uri(), asked.id(), asked.endpoint())
                + " latest",
            null));
  }
}
