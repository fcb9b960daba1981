package dev.parklane.runtime;

import dev.parklane.runtime.event.Handler;
import java.util.function.Consumer;

/** An agent's wait for an acknowledgement, which comes to it as a root event. */
final class AwaitedAcknowledgement extends AgentResources.Resource
    implements Consumer<Acknowledgement> {
  private static final HandlerName NAME = HandlerName.ofAgent("acknowledged");

  private final AgentCell cell;
  private final Instance agent;
  private final Handler<? super Acknowledgement> handler;

  AwaitedAcknowledgement(AgentCell cell, Instance agent, Handler<? super Acknowledgement> handler) {
    this.cell = cell;
    this.agent = agent;
    this.handler = handler;
  }

  /** Any thread. */
  @Override
  public void accept(Acknowledgement acknowledgement) {
    cell.deliver(new Acknowledged(this, acknowledgement)); // where the agent is gone nobody waits
  }

  /** The command was handled. */
  Outbox.Leaving told() {
    return by -> by.post(cell, 0, () -> accept(new Acknowledgement.Handled()));
  }

  @Override
  void end() {}

  private static final class Acknowledged extends RootEvent {
    private final AwaitedAcknowledgement awaited;
    private final Acknowledgement acknowledgement;

    Acknowledged(AwaitedAcknowledgement awaited, Acknowledgement acknowledgement) {
      this.awaited = awaited;
      this.acknowledgement = acknowledgement;
    }

    @Override
    HandlerName name() {
      return NAME;
    }

    @Override
    Instance addressee() {
      return awaited.agent;
    }

    @Override
    boolean begin() {
      AgentResources.letGo(awaited.agent, awaited);
      return true;
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      cascade.root(NAME, () -> awaited.handler.handle(acknowledgement));
    }
  }
}
