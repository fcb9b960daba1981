package dev.parklane.runtime;

import dev.parklane.runtime.event.Handler;
import java.util.function.Consumer;

/** An agent's wait for an acknowledgement, which comes to it as a root event. */
final class AwaitedAcknowledgement extends AgentResources.Resource
    implements Consumer<Acknowledgement> {
  private static final HandlerName NAME = HandlerName.ofAgent("acknowledged");

  private final Instance agent;
  private final Handler<? super Acknowledgement> handler;

  AwaitedAcknowledgement(Instance agent, Handler<? super Acknowledgement> handler) {
    this.agent = agent;
    this.handler = handler;
  }

  /** Any thread. */
  @Override
  public void accept(Acknowledgement acknowledgement) {
    agent
        .cell()
        .deliver(new Acknowledged(this, acknowledgement)); // where the agent is gone nobody waits
  }

  /** The command was handled. */
  Outbox.Leaving told() {
    return by -> by.post(agent.cell(), 0, () -> accept(new Acknowledgement.Handled()));
  }

  @Override
  void end() {}

  private static final class Acknowledged extends ComingBack {
    private final AwaitedAcknowledgement awaited;
    private final Acknowledgement acknowledgement;

    Acknowledged(AwaitedAcknowledgement awaited, Acknowledgement acknowledgement) {
      super(awaited.agent, NAME.by(awaited.handler));
      this.awaited = awaited;
      this.acknowledgement = acknowledgement;
    }

    @Override
    boolean begin() {
      AgentResources.letGo(awaited.agent, awaited);
      return true;
    }

    @Override
    void handle() throws Exception {
      awaited.handler.handle(acknowledgement);
    }
  }
}
