package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.runtime.bus.BusMessage;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.event.OwnedHandler;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The bus as programs outside the agents see it. Any thread. */
final class OutsideBus extends HubBus implements PlaneBus {
  private static final Logger LOG = LoggerFactory.getLogger(OutsideBus.class);

  private final Commons commons;

  OutsideBus(Commons commons) {
    super(commons);
    this.commons = commons;
  }

  @Override
  public <E> EventHandler<E> handler(Handler<? super E> handler) {
    return EventHandler.shared(handler);
  }

  private static void requireOutside(String what, EventHandler<?> handler) {
    AgentCell caller = CallingThread.cell();
    if (caller != null) {
      throw new LaneAccessException(
          "[PL-B4] "
              + what
              + " with the bus of the plane, from a handler of "
              + caller.uri()
              + ": it would not belong to the agent; use the agent's own bus()");
    }
    if (handler instanceof OwnedHandler) {
      throw new IllegalArgumentException(
          "[PL-H6.2] "
              + what
              + " with an owned handler, which belongs to an agent: use the bus() of that agent,"
              + " or make it EventHandler.shared(...)");
    }
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with what is of the type
  public <T> Subscription subscribe(
      String pattern, Class<T> type, EventHandler<? super T> handler, int priority) {
    requireOutside("subscribing to '" + pattern + "'", handler);
    return hub.subscriptions()
        .subscribe(null, pattern, type, (EventHandler<Object>) handler, priority);
  }

  @Override
  @SuppressWarnings("unchecked") // it is called with what is of the type
  public <T> Endpoint endpoint(
      String name, Class<T> type, EventHandler<? super Request<T>> handler) {
    requireOutside("endpoint '" + name + "'", handler);
    return hub.endpoints()
        .register(null, name, type, (EventHandler<Object>) (EventHandler<?>) handler);
  }

  @Override
  public <R> PendingRequest request(
      String endpoint,
      Object message,
      Class<R> type,
      Duration timeout,
      long correlationId,
      Handler<? super R> answered,
      Handler<? super Throwable> failed) {
    Objects.requireNonNull(answered, "answered");
    Objects.requireNonNull(failed, "failed");
    AgentCell caller = CallingThread.cell();
    if (caller != null) {
      throw new LaneAccessException(
          "[PL-B4.2] a request to endpoint '"
              + endpoint
              + "' with the bus of the plane, from a handler of "
              + caller.uri()
              + ": its answer would not be handled in the agent's turn; use the agent's own bus()");
    }
    commons.life().enter(endpoint);
    try {
      OutsideRequest<R> pending =
          new OutsideRequest<>(
              commons, hub.open(endpoint, message, type, timeout, correlationId), answered, failed);
      hub.ask(endpoint, message, pending.correlation(), BusPost.mayWait());
      return pending;
    } finally {
      commons.life().leave();
    }
  }

  @Override
  public Subscription tap(Handler<? super BusMessage> tap) {
    Maker maker = Maker.of("a tap of the bus");
    Subscription made = hub.taps().add(tap);
    maker.hasMade(made::close);
    return made;
  }

  /** A request from outside the agents, whose handlers run on a virtual thread. */
  private static final class OutsideRequest<R> implements PendingRequest {
    private final Correlation correlation;

    @SuppressWarnings("unchecked") // an answer of another type does not get here
    OutsideRequest(
        Commons commons,
        Correlation correlation,
        Handler<? super R> answered,
        Handler<? super Throwable> failed) {
      this.correlation = correlation;
      correlation.whenOver((answer, failure) -> {
        if (!correlation.isCancelled()) {
          Runnable told =
              () -> {
                try {
                  if (failure == null) {
                    answered.handle((R) answer);
                  } else {
                    failed.handle(failure);
                  }
                } catch (Throwable t) { // there is nobody else to tell
                  Cause cause =
                      Cause.of("handler of an answer failed", "bus:", correlation.endpoint(), t);
                  if (commons.failures().tellsInFull(LOG, Level.ERROR, cause)) {
                    LOG.error(
                        "[PL-B7.3] bus: the handler of the answer to request {} to endpoint '{}' failed",
                        correlation.id(),
                        correlation.endpoint(),
                        t);
                  }
                }
              };
          commons.startOutside("tells of an answer of '" + correlation.endpoint() + "'", told);
        }
      });
    }

    Correlation correlation() {
      return correlation;
    }

    @Override
    public long correlationId() {
      return correlation.id();
    }

    @Override
    public boolean cancel() {
      return correlation.cancel();
    }
  }
}
