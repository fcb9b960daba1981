package dev.parklane.runtime;

import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.EndpointDescription;
import dev.parklane.runtime.event.EventHandler;
import org.jspecify.annotations.Nullable;

/** An endpoint of the bus (law B6). */
final class BusEndpoint extends BusRegistration implements Endpoint {
  private final BusEndpoints all;
  private final String endpoint;
  private final Class<?> type;
  private volatile @Nullable BusEndpoint replaced; // until the cascade has succeeded

  BusEndpoint(
      BusEndpoints all,
      @Nullable Instance owner,
      String endpoint,
      Class<?> type,
      EventHandler<Object> handler) {
    super(owner, handler, HandlerName.of(endpoint, "onRequest", 0).by(handler));
    this.all = all;
    this.endpoint = endpoint;
    this.type = type;
  }

  @Override
  public String name() {
    return endpoint;
  }

  EndpointDescription description() {
    Instance owner = owner();
    return new EndpointDescription(endpoint, type, owner == null ? null : owner.uri());
  }

  boolean takes(Object message) {
    return type.isInstance(message);
  }

  /** Whether what waits for that one may go to this one (law M9). */
  boolean takesTheSameAs(BusEndpoint before) {
    return type == before.type;
  }

  /** Why it does not take a message. */
  String refusal(Object message) {
    return "[PL-B8] endpoint '%s' takes a %s, and was sent a %s"
        .formatted(endpoint, type.getName(), message.getClass().getName());
  }

  /** Another had the name, which this very cascade has closed. */
  void replaces(@Nullable BusEndpoint other) {
    replaced = other;
  }

  /** Who has the name when this one has not. */
  @Nullable BusEndpoint replaced() {
    BusEndpoint other = replaced;
    return other != null && other.isThere() ? other : null;
  }

  @Override
  void remove() {
    all.remove(this);
  }

  /** It has the name already, from the end of the one that had replaced it. */
  @Override
  void putBack() {}
}
