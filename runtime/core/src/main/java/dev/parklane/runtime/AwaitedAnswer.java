package dev.parklane.runtime;

import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.event.Handler;
import org.jspecify.annotations.Nullable;

/** An agent's wait for the answer to a request, which comes to it as a root event (law B6). */
final class AwaitedAnswer extends AgentResources.Resource implements PendingRequest {
  private static final HandlerName NAME = HandlerName.ofAgent("answered");

  private final Instance agent;
  private final Correlation correlation;
  private final Handler<Object> answered;
  private final Handler<? super Throwable> failed;
  private boolean dropped; // guarded by this, for good
  private boolean cancelledInTurn; // guarded by this, unless the cascade fails
  private boolean begun; // guarded by this, for good

  AwaitedAnswer(
      Instance agent,
      Correlation correlation,
      Handler<Object> answered,
      Handler<? super Throwable> failed) {
    this.agent = agent;
    this.correlation = correlation;
    this.answered = answered;
    this.failed = failed;
  }

  /** To be called in the agent's turn. */
  void begin() {
    AgentResources.hold(agent, this, this::end);
    correlation.receive((answer, failure, by) -> {
      Over over = new Over(this, answer, failure);
      by.post(agent.cell(), 0, () -> agent.cell().deliver(over));
    });
  }

  @Override
  public long correlationId() {
    return correlation.id();
  }

  @Override
  public boolean cancel() {
    if (!agent.cell().isTurnOf(agent)) {
      return cancelNow();
    }
    synchronized (this) {
      if (begun || dropped || cancelledInTurn) {
        return false;
      }
      cancelledInTurn = true;
    }
    agent.cascade().onUndo(this::takeCancelBack);
    agent.cascade().leaves(by -> end());
    return true;
  }

  private synchronized void takeCancelBack() {
    cancelledInTurn = false;
  }

  private synchronized boolean handle() {
    begun = !dropped;
    return begun;
  }

  private synchronized boolean drop() {
    boolean first = !begun && !dropped;
    dropped = true;
    return first;
  }

  @Override
  void end() {
    cancelNow();
  }

  private boolean cancelNow() {
    boolean first = drop();
    correlation.cancel();
    AgentResources.letGo(agent, this);
    return first;
  }

  /** There is an answer, or a reason why there is none. */
  private static final class Over extends ComingBack {
    private final AwaitedAnswer awaited;
    private final @Nullable Object answer;
    private final @Nullable Throwable failure;

    Over(AwaitedAnswer awaited, @Nullable Object answer, @Nullable Throwable failure) {
      super(awaited.agent, NAME.by(failure == null ? awaited.answered : awaited.failed));
      this.awaited = awaited;
      this.answer = answer;
      this.failure = failure;
    }

    @Override
    boolean begin() {
      AgentResources.letGo(awaited.agent, awaited);
      boolean wanted = awaited.handle();
      Object late = awaited.correlation.isRefusal(failure) ? failure : answer;
      if (!wanted && late != null) {
        BusHub.of(awaited.agent.cell().commons()).overtaken(awaited.correlation, late);
      }
      return wanted;
    }

    /** An answer that nobody awaits any more is a dead letter (law B6). */
    @Override
    void missed() {
      begin();
    }

    @Override
    void handle() throws Exception {
      if (failure != null) {
        awaited.failed.handle(failure);
      } else if (answer != null) {
        awaited.answered.handle(answer);
      }
    }
  }
}
