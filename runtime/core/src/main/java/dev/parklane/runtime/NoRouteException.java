package dev.parklane.runtime;

import java.util.List;

/** No route of the plane matches the URI of a message; the message is a dead letter (law O4). */
public final class NoRouteException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NoRouteException(String uri, List<String> routes) {
    super("[PL-O4] no route of this plane matches " + uri + "; its routes are " + routes);
  }
}
