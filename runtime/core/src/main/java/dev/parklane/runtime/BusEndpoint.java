package dev.parklane.runtime;

import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.event.EventHandler;
import org.jspecify.annotations.Nullable;

/** An endpoint of the bus (law B6). */
final class BusEndpoint extends BusRegistration implements Endpoint {
  private final BusEndpoints all;
  private final String endpoint;
  private final Class<?> type;

  BusEndpoint(
      BusEndpoints all,
      @Nullable Agent owner,
      String endpoint,
      Class<?> type,
      EventHandler<Object> handler) {
    super(owner, handler, HandlerName.of(endpoint, "onRequest", 0));
    this.all = all;
    this.endpoint = endpoint;
    this.type = type;
  }

  @Override
  public String name() {
    return endpoint;
  }

  boolean takes(Object message) {
    return type.isInstance(message);
  }

  /** Why it does not take a message. */
  String refusal(Object message) {
    return "endpoint '%s' takes a %s, and was sent a %s"
        .formatted(endpoint, type.getName(), message.getClass().getName());
  }

  @Override
  void remove() {
    all.remove(this);
  }

  @Override
  void putBack() {
    all.putBack(this);
  }
}
