package dev.parklane.runtime;

import dev.parklane.runtime.address.Address;
import dev.parklane.runtime.address.RoutePattern;
import dev.parklane.runtime.store.StateStore;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of URIs, what makes the agents there, and their options. What each event asks for
 * stands in fields.
 */
final class Route {
  private final RoutePattern pattern;
  private final Supplier<? extends Instance> factory;
  private final AgentOptions options;

  final GuardCheck guards;
  final int mailboxCapacity;
  final int mounted; // how many writers may stand under a handler that runs on their stack
  final boolean leavesIdle; // agents that have been idle for so long
  final @Nullable StateStore store; // null where nothing keeps the lanes

  Route(RoutePattern pattern, Supplier<? extends Instance> factory, AgentOptions options) {
    this.pattern = pattern;
    this.factory = factory;
    this.options = options;
    guards = GuardCheck.of(options.guards());
    mailboxCapacity = options.mailboxCapacity();
    mounted = options.dispatch() instanceof Dispatch.Mounted on ? on.depth() : 0;
    leavesIdle = options.idleAfter() != null;
    store = options.store();
  }

  RoutePattern pattern() {
    return pattern;
  }

  Supplier<? extends Instance> factory() {
    return factory;
  }

  AgentOptions options() {
    return options;
  }

  /** The decoded value of a parameter in a URI of this route. */
  String parameter(String uri, String name) {
    Map<String, String> parameters = pattern.parameters(Address.parse(uri));
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "[PL-O4.6] route '%s' of %s has no parameter '%s'; it has %s"
              .formatted(pattern, uri, name, parameters.keySet()));
    }
    return value;
  }
}
