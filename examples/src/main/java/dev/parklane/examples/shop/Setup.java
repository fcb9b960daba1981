package dev.parklane.examples.shop;

import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.store.StateStore;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What a shop is made of: its agents, what keeps them, and what they need of the outside. */
class Setup {
  /** Whoever fails goes on from what stands, and first with the event on which it has failed. */
  private static final FailurePolicy RESTART =
      FailurePolicy.restart(10, Duration.ofMinutes(1)).keepingEvent(3);

  final Map<String, Integer> delivered; // pieces of each item
  final Outside outside;
  private final StateStore store;

  Setup(Map<String, Integer> delivered, Outside outside, StateStore store) {
    this.delivered = new TreeMap<>(delivered);
    this.outside = outside;
    this.store = store;
  }

  /** A plane of this shop, which may be the next after one that was closed. */
  final PlaneBuilder plane() {
    return Plane.builder()
        .options(this::options)
        .route(Shop.URI, () -> new Shop(delivered.keySet()))
        .route(Order.ROUTE, this::order)
        .route(Payment.ROUTE, this::payment)
        .route(Stock.ROUTE, this::stock)
        .route(Customer.ROUTE, this::customer);
  }

  private AgentOptions options(AgentOptions options) {
    return options.withStore(store).withFailurePolicy(RESTART);
  }

  Order order() {
    return new Order();
  }

  Payment payment() {
    return new Payment(outside);
  }

  Stock stock() {
    return new Stock(delivered);
  }

  Customer customer() {
    return new Customer(outside);
  }
}
