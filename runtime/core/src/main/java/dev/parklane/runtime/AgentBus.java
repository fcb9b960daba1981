package dev.parklane.runtime;

import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.Objects;

/** The bus as one instance of an agent sees it: what it registers belongs to the agent. */
final class AgentBus extends HubBus {
  private final Instance agent;

  AgentBus(Instance agent) {
    super(agent.cell().commons());
    this.agent = agent;
  }

  private void registering(String what) {
    agent.requireTurn(what);
    agent.requireStarted();
  }

  @Override
  public <E> EventHandler<E> handler(Handler<? super E> handler) {
    return EventHandler.owned(handler);
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with what is of the type
  public <T> Subscription subscribe(
      String pattern, Class<T> type, EventHandler<? super T> handler, int priority) {
    registering("subscribing to '" + pattern + "'");
    return Ownership.registered(
        agent,
        handler,
        () ->
            hub.subscriptions()
                .subscribe(agent, pattern, type, (EventHandler<Object>) handler, priority));
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with what is of the type
  public <T> Endpoint endpoint(
      String name, Class<T> type, EventHandler<? super Request<T>> handler) {
    registering("endpoint '" + name + "'");
    EventHandler<Object> any = (EventHandler<Object>) (EventHandler<?>) handler;
    return Ownership.registered(
        agent, handler, () -> hub.endpoints().register(agent, name, type, any));
  }

  @Override
  @SuppressWarnings("unchecked") // an answer of another type does not get here
  public <R> PendingRequest request(
      String endpoint,
      Object message,
      Class<R> type,
      Duration timeout,
      long correlationId,
      Handler<? super R> answered,
      Handler<? super Throwable> failed) {
    registering("a request to endpoint '" + endpoint + "'");
    Objects.requireNonNull(answered, "answered");
    Objects.requireNonNull(failed, "failed");
    Correlation correlation = hub.open(endpoint, message, type, timeout, correlationId);
    AwaitedAnswer awaited =
        new AwaitedAnswer(agent, correlation, (Handler<Object>) answered, failed);
    awaited.begin();
    hub.leave(agent.cascade(), endpoint, message, correlation);
    return awaited;
  }
}
