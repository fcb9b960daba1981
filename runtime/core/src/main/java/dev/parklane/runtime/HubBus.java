package dev.parklane.runtime;

import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.BusCounts;
import dev.parklane.runtime.bus.EndpointDescription;
import dev.parklane.runtime.bus.SubscriptionDescription;
import dev.parklane.runtime.topic.TopicPattern;
import java.time.Duration;
import java.util.List;

/** A view of the bus of a plane: what agents and programs do with it alike. */
abstract class HubBus implements Bus {
  final BusHub hub;

  HubBus(Commons commons) {
    this.hub = BusHub.of(commons);
  }

  @Override
  public final void publish(String topic, Object message) {
    hub.publish(topic, message);
  }

  @Override
  public final void send(String endpoint, Object message) {
    hub.send(endpoint, message);
  }

  @Override
  public final <R> R request(
      String endpoint, Object message, Class<R> type, Duration timeout, long correlationId)
      throws InterruptedException {
    return new BlockingRequest<>(hub, endpoint, type, correlationId).send(message, timeout);
  }

  @Override
  public final List<SubscriptionDescription> subscriptions() {
    return hub.subscriptions().all();
  }

  @Override
  public final List<SubscriptionDescription> subscriptions(String topic) {
    return hub.subscriptions().describe(TopicPattern.requirePlain("topic", topic));
  }

  @Override
  public final List<EndpointDescription> endpoints() {
    return hub.endpoints().all();
  }

  @Override
  public final boolean isAwaited(long correlationId) {
    return hub.correlations().isAwaited(correlationId);
  }

  @Override
  public final BusCounts counts() {
    return hub.taps().counts();
  }
}
