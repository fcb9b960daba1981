package dev.parklane.runtime;

import dev.parklane.runtime.address.Address;
import dev.parklane.runtime.address.RoutePattern;
import java.util.Map;
import java.util.function.Supplier;

/** A pattern of URIs, what makes the agents there, and their options. */
record Route(RoutePattern pattern, Supplier<? extends Instance> factory, AgentOptions options) {
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
