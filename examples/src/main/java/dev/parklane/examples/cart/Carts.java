package dev.parklane.examples.cart;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.Optional;

/** The program that fills a cart, is replaced by its next version, and goes on with that cart. */
public final class Carts {
  private static final String ROUTE = "/cart/:customer";
  private static final String ADA = "/cart/ada";

  private Carts() {}

  /** Returns when the next version has told what is in the cart. */
  public static void main() throws InterruptedException {
    InMemoryStore kept = new InMemoryStore();
    try (Plane first =
        Plane.builder().route(ROUTE, FirstCart::new, o -> o.withStore(kept)).start()) {
      first.agent(ADA).command("add", "tea");
    }
    try (Plane next = Plane.builder().route(ROUTE, Cart::new, o -> o.withStore(kept)).start()) {
      next.agent(ADA).command("add", new Cart.Line("cups", 4, Optional.of(Cart.Size.LARGE)));
      next.agent(ADA).ask(Cart.class, Cart::lines).forEach(IO::println);
    }
  }
}
