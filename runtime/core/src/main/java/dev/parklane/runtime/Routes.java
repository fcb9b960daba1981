package dev.parklane.runtime;

import dev.parklane.runtime.address.Address;
import dev.parklane.runtime.address.RoutePattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of a plane, in the order in which they were declared. Immutable. */
final class Routes {
  private final List<Route> routes;
  private final List<Elsewhere> elsewhere;

  /** A pattern of URIs whose agents live elsewhere. */
  record Elsewhere(RoutePattern pattern, Delivery delivery) {}

  Routes(List<Route> routes, List<Elsewhere> elsewhere) {
    this.routes = List.copyOf(routes);
    this.elsewhere = List.copyOf(elsewhere);
  }

  /** Whether no agent that can be sent to lives elsewhere. */
  boolean areAllHere() {
    return elsewhere.isEmpty();
  }

  /** What brings messages to this agent, or null where it lives here. */
  @Nullable Delivery elsewhere(Address address) {
    for (Elsewhere way : elsewhere) {
      if (way.pattern().matches(address)) {
        return way.delivery();
      }
    }
    return null;
  }

  /** The first that matches, or null where none does. */
  @Nullable Route find(Address address) {
    for (Route route : routes) {
      if (route.pattern().matches(address)) {
        return route;
      }
    }
    return null;
  }

  /** The one that was declared with this pattern. */
  Route require(String pattern) {
    for (Route route : routes) {
      if (route.pattern().toString().equals(pattern)) {
        return route;
      }
    }
    throw new IllegalArgumentException(
        "[PL-O4.7] the plane has no route '%s'; its routes are %s".formatted(pattern, patterns()));
  }

  List<String> patterns() {
    return routes.stream().map(route -> route.pattern().toString()).toList();
  }

  /** The pattern of the route that an address belongs to, or what else stands for its like. */
  String patternOf(String uri) {
    if (!uri.startsWith("/")) {
      return uri.substring(0, uri.indexOf(':') + 1); // of the bus, or of a client
    }
    Route route = find(Address.parse(uri));
    return route == null ? "no route" : route.pattern().toString();
  }

  /** That none of them matches an address. */
  NoRouteException none(String uri) {
    return new NoRouteException(uri, patterns());
  }
}
