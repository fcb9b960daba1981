package dev.parklane.runtime;

import dev.parklane.runtime.bus.Bus;
import java.time.Duration;

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
  public final <R> R request(String endpoint, Object message, Class<R> type, Duration timeout)
      throws InterruptedException {
    return new BlockingRequest<>(hub, endpoint, type).send(message, timeout);
  }
}
