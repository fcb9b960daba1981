package dev.parklane.runtime;

import dev.parklane.runtime.address.Address;
import java.util.Objects;

/** The ways to agents by their URIs. Any thread. */
final class Ways {
  private Ways() {}

  /**
   * The way to the agent with this URI, wherever it lives.
   *
   * @throws IllegalArgumentException where the URI is no absolute path
   */
  static Destination to(Commons commons, String uri) {
    Routes routes = commons.routes();
    if (routes.areAllHere()) {
      return here(commons, uri);
    }
    Address address = Address.parse(Objects.requireNonNull(uri, "uri"));
    Delivery delivery = routes.elsewhere(address);
    return delivery == null
        ? here(commons, uri)
        : new AgentElsewhere(commons, address.text(), delivery);
  }

  /**
   * The way to the agent of this plane with this URI, also where others send elsewhere.
   *
   * @throws IllegalArgumentException where the URI is no absolute path
   */
  static Destination here(Commons commons, String uri) {
    AgentCell known = commons.cells().get(Objects.requireNonNull(uri, "uri"));
    if (known != null) {
      return new AgentHere(commons, known.uri(), known.route(), known);
    }
    Address address = Address.parse(uri);
    return new AgentHere(commons, address.text(), commons.routes().find(address), null);
  }
}
