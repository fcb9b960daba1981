package dev.parklane.examples.saga;

import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;

/** The program that places three orders, of which one is paid. */
public final class Orders {
  private Orders() {}

  /** Returns when all orders are at their ends, and the pieces counted. */
  public static void main() throws InterruptedException {
    InMemoryStore kept = new InMemoryStore();
    FailurePolicy restart = FailurePolicy.restart(3, Duration.ofMinutes(1), Backoff.NONE);
    try (Plane plane =
        Plane.builder()
            .route(Stock.URI, Stock::new)
            .route(Order.ROUTE, Order::new, o -> o.withStore(kept).withFailurePolicy(restart))
            .start()) {
      place(plane, "/order/1", 2);
      place(plane, "/order/2", 7);
      place(plane, "/order/3", 9);
      int free = plane.agent(Stock.URI).ask(Stock.class, Stock::free);
      IO.println(free + " of " + Stock.PIECES + " pieces are free");
    }
  }

  private static void place(Plane plane, String order, int pieces) throws InterruptedException {
    plane.agent(order).command(Order.PLACE, pieces);
    plane.agent(order).get(Order.STATUS); // when it is at its end
  }
}
