package dev.parklane.runtime;

import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.untyped.CalledByName;
import dev.parklane.runtime.untyped.NumberFit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bus of an agent by the names of its methods: those of {@code Bus}, without classes. */
final class BusOfGuests {
  private static final NamedMethods<Subscription> SUBSCRIPTION =
      new NamedMethods<Subscription>()
          .gives("pattern", "", (subscription, given) -> subscription.pattern())
          .gives("priority", "", (subscription, given) -> subscription.priority())
          .gives("isOpen", "", (subscription, given) -> subscription.isOpen())
          .does("close", "", (subscription, given) -> subscription.close())
          .does("cancel", "", (subscription, given) -> subscription.close());

  private static final NamedMethods<Endpoint> ENDPOINT =
      new NamedMethods<Endpoint>()
          .gives("name", "", (endpoint, given) -> endpoint.name())
          .gives("isOpen", "", (endpoint, given) -> endpoint.isOpen())
          .does("close", "", (endpoint, given) -> endpoint.close())
          .does("cancel", "", (endpoint, given) -> endpoint.close());

  private static final NamedMethods<PendingRequest> REQUEST =
      new NamedMethods<PendingRequest>()
          .gives("correlationId", "", (request, given) -> request.correlationId())
          .gives("cancel", "", (request, given) -> request.cancel());

  private static final NamedMethods<AgentBus> BUS =
      new NamedMethods<AgentBus>()
          .does(
              "publish",
              "topic, message",
              (bus, given) -> bus.publish(given.text(0), given.value(1)))
          .gives("subscribe", "pattern, handler[, priority]", BusOfGuests::subscribe)
          .gives("endpoint", "name, handler", BusOfGuests::endpoint)
          .does(
              "send",
              "endpoint, message",
              (bus, given) -> bus.send(given.text(0), message(bus, given)))
          .gives("request", "endpoint, message, timeout[, answered, failed]", BusOfGuests::request)
          .gives(
              "subscriptions",
              "[topic]",
              (bus, given) -> given.has(0) ? bus.subscriptions(given.text(0)) : bus.subscriptions())
          .gives("endpoints", "", (bus, given) -> bus.endpoints())
          .gives("isAwaited", "correlationId", (bus, given) -> bus.isAwaited(given.number(0)))
          .gives("counts", "", (bus, given) -> bus.counts());

  private BusOfGuests() {}

  static CalledByName of(AgentBus bus) {
    return BUS.of("bus", bus);
  }

  private static Object subscribe(AgentBus bus, GivenArguments given) {
    String pattern = given.text(0);
    Subscription made = bus.subscribe(pattern, Object.class, given.handler(1), given.whole(2, 0));
    return SUBSCRIPTION.of("subscription to '" + pattern + "'", made);
  }

  private static Object endpoint(AgentBus bus, GivenArguments given) {
    String name = given.text(0);
    return ENDPOINT.of(
        "endpoint '" + name + "'", bus.endpoint(name, Object.class, given.handler(1)));
  }

  /** A number is of the class that the endpoint is for, where it is the same number there. */
  private static Object message(AgentBus bus, GivenArguments given) {
    BusEndpoint to = bus.hub.endpoints().find(given.text(0));
    return to == null ? given.value(1) : NumberFit.fit(given.value(1), to.description().type());
  }

  private static @Nullable Object request(AgentBus bus, GivenArguments given)
      throws InterruptedException {
    String endpoint = given.text(0);
    Object message = message(bus, given);
    Duration timeout = given.duration(2);
    if (given.all().size() < 4) {
      return bus.request(endpoint, message, Object.class, timeout);
    }
    Handler<Object> answered = given.then(3);
    Handler<? super Throwable> failed = given.has(4) ? given.then(4) : Task::rethrow;
    return REQUEST.of(
        "request to '" + endpoint + "'",
        bus.request(endpoint, message, Object.class, timeout, answered, failed));
  }
}
