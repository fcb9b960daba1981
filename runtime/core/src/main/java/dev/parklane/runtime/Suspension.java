package dev.parklane.runtime;

import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The handle of work that runs away from its agent, in a virtual thread of its own, and whose
 * result comes back as a root event (law S1).
 *
 * <p>The work cannot touch lanes. It ends with the agent: then it is interrupted, and its result
 * dropped (law S2); so it is where the cascade that began it fails (law F2).
 */
public final class Suspension extends AgentResources.Resource {
  private static final HandlerName NAME = HandlerName.ofAgent("suspended");

  private final Instance agent;
  private volatile boolean dropped; // any thread, for good
  private @Nullable Thread thread; // set before it starts

  private Suspension(Instance agent) {
    this.agent = agent;
  }

  static <T> Suspension of(
      Instance agent,
      Callable<? extends T> work,
      Handler<? super T> then,
      Handler<? super Throwable> failed) {
    Suspension suspension = new Suspension(agent);
    suspension.thread =
        agent
            .cell()
            .commons()
            .newSuspended(
                "suspended by " + agent.uri(),
                () -> suspension.comeBack(result(work, then, failed)));
    return suspension;
  }

  private static <T> Step result(
      Callable<? extends T> work, Handler<? super T> then, Handler<? super Throwable> failed) {
    try {
      T result = work.call();
      return () -> then.handle(result);
    } catch (Throwable t) { // it is handed to the agent, whatever it is
      return () -> failed.handle(t);
    }
  }

  void start() {
    Thread work = thread;
    if (work != null) {
      agent.cell().commons().startSuspended(work);
    }
  }

  private void comeBack(Step handler) {
    agent
        .cell()
        .deliver(new Resumption(this, handler)); // where the agent is gone the result is dropped
  }

  /** What the work has thrown fails the agent. */
  static void rethrow(Throwable failure) throws Exception {
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /**
   * Interrupts the work and drops its result. In the agent's turn that happens when the cascade
   * succeeds. Any thread.
   *
   * @throws CascadeAbortedException where it is called by a handler whose cascade has failed
   */
  public void cancel() {
    if (agent.cell().isTurnOf(agent)) {
      agent.cascade().leaves(by -> end()); // nothing of it can come before that
    } else {
      end();
    }
  }

  @Override
  void end() {
    dropped = true;
    Thread work = thread;
    if (work != null) {
      ExclusiveContext.interrupt(work);
    }
    AgentResources.letGo(agent, this);
  }

  /** The work has ended, well or not. */
  private static final class Resumption extends ComingBack {
    private final Suspension suspension;
    private final Step handler;

    Resumption(Suspension suspension, Step handler) {
      super(suspension.agent, NAME);
      this.suspension = suspension;
      this.handler = handler;
    }

    @Override
    boolean begin() {
      AgentResources.letGo(suspension.agent, suspension);
      return !suspension.dropped;
    }

    @Override
    void handle() throws Exception {
      handler.run();
    }
  }
}
