package dev.parklane.examples;

import dev.parklane.examples.cart.Carts;
import dev.parklane.examples.flights.Flights;
import dev.parklane.examples.last.LastLamp;
import dev.parklane.examples.names.ComposedNamesMain;
import dev.parklane.examples.names.Elsewhere;
import dev.parklane.examples.names.Follow;
import dev.parklane.examples.names.NamesMain;
import dev.parklane.examples.names.TraceNames;
import dev.parklane.examples.saga.Orders;
import dev.parklane.examples.shop.ShopMain;
import dev.parklane.examples.turnstile.Turnstiles;
import org.example.counter.Visitors;

/** The program that runs an example by its name: {@code flights}, unless another is given. */
public final class Main {
  private static final int NO_SUCH_EXAMPLE = 2;

  private Main() {}

  /**
   * Exits with 0 where all went well; a failed check and a wrong argument have codes of their own.
   */
  public static void main(String[] args) throws InterruptedException {
    int code = run(args.length == 0 ? "flights" : args[0]);
    if (code != 0) {
      System.exit(code);
    }
    // Otherwise the JVM ends by itself: a closed plane has left no thread behind (law L5).
  }

  static int run(String example) throws InterruptedException {
    return switch (example) {
      case "flights" -> Flights.run(System.out, System.err);
      case "names" -> {
        NamesMain.main();
        yield 0;
      }
      case "cart" -> {
        Carts.main();
        yield 0;
      }
      case "composed" -> {
        ComposedNamesMain.main();
        yield 0;
      }
      case "counter" -> {
        Visitors.main();
        yield 0;
      }
      case "elsewhere" -> {
        Elsewhere.main();
        yield 0;
      }
      case "follow" -> {
        Follow.main();
        yield 0;
      }
      case "last" -> {
        LastLamp.main();
        yield 0;
      }
      case "saga" -> {
        Orders.main();
        yield 0;
      }
      case "market" -> {
        System.err.println(
            "the example 'market' needs Python and is a module of its own: run"
                + " dev.parklane.examples.market.Market, or mvn -q compile exec:exec"
                + " -Dexample=market");
        yield NO_SUCH_EXAMPLE;
      }
      case "shop" -> ShopMain.run(System.out, System.err);
      case "trace" -> {
        TraceNames.main();
        yield 0;
      }
      case "turnstile" -> Turnstiles.run(System.out, System.err);
      default -> {
        System.err.println(
            "there is no example '"
                + example
                + "'; give one of these: cart, composed, counter, elsewhere, flights, follow, last, market, names,"
                + " saga, shop, trace, turnstile");
        yield NO_SUCH_EXAMPLE;
      }
    };
  }
}
