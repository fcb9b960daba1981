package dev.parklane.examples.shop;

import dev.parklane.examples.shop.OrderState.Stage;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The comparison of what each agent holds, and what was charged outside, with what the orders say.
 */
final class Audit {
  private final Plane plane;
  private final Setup shop;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, Integer> left = new TreeMap<>(); // pieces of each item that have to be
  private final Map<String, Integer> points = new TreeMap<>(); // that each customer has to have
  private final Map<String, Integer> told = new TreeMap<>(); // letters that each has to have
  private Totals totals = Totals.NONE;

  private Audit(Plane plane, Setup shop) {
    this.plane = plane;
    this.shop = shop;
    left.putAll(shop.delivered);
  }

  /** Each value that is not what it has to be when all orders are over, in words. */
  static List<String> of(Plane plane, Setup shop) throws InterruptedException {
    Audit audit = new Audit(plane, shop);
    int orders = plane.agent(Shop.URI).get(Shop.ORDERS);
    for (int number = 1; number <= orders; number++) {
      audit.order(number, plane.agent(Order.uri(number)).get(Order.STATE));
    }
    for (String item : shop.delivered.keySet()) {
      audit.stock(item, plane.agent(Stock.uri(item)));
    }
    for (String name : audit.told.keySet()) {
      audit.customer(name, plane.agent(Customer.uri(name)));
    }
    audit.shop(plane.agent(Shop.URI));
    return audit.wrong;
  }

  private void order(int number, OrderState order) throws InterruptedException {
    boolean paid = order.stage() == Stage.PAID;
    int cents = paid ? order.purchase().cents() : 0;
    String name = order.purchase().customer();
    compare("order " + number + " is at its end", order.isAtItsEnd(), true);
    compare("cents held for order " + number, shop.outside.held(payment(number)), cents);
    Letter letter = plane.agent(Customer.uri(name)).lane(Customer.LETTERS).get(Order.uri(number));
    String text = Order.uri(number) + ": " + (paid ? Customer.ON_ITS_WAY : order.note());
    compare("the letter about order " + number, letter, new Letter(text, true));
    if (paid) {
      order
          .purchase()
          .lines()
          .forEach(line -> left.merge(line.item(), -line.pieces(), Integer::sum));
    }
    points.merge(name, cents / 100, Integer::sum);
    told.merge(name, 1, Integer::sum);
    totals = totals.with(order);
  }

  private static String payment(int number) {
    return Payment.uri(Integer.toString(number));
  }

  private void stock(String item, AgentRef stock) throws InterruptedException {
    compare("reserved of " + item, stock.lane(Stock.RESERVED).get(), Map.of());
    compare("pieces of " + item, stock.get(Stock.PIECES), left.get(item));
    compare("free pieces of " + item, stock.get(Stock.FREE), left.get(item));
  }

  private void customer(String name, AgentRef customer) throws InterruptedException {
    compare("open of " + name, customer.lane(Customer.OPEN).get(), Map.of());
    compare("points of " + name, customer.get(Customer.POINTS), points.get(name));
    compare("letters sent to " + name, customer.get(Customer.SENT), told.get(name));
  }

  private void shop(AgentRef agent) throws InterruptedException {
    compare("open orders", agent.lane(Shop.OPEN).get(), Map.of());
    compare("free pieces in the shop", agent.lane(Shop.FREE).get(), left);
    compare("letters in the shop", agent.lane(Shop.SENT).get(), told);
    compare("totals", agent.get(Shop.TOTALS), totals);
    compare("cents held in all", shop.outside.held(), totals.cents());
  }

  private void compare(String what, @Nullable Object found, @Nullable Object expected) {
    if (!Objects.equals(found, expected)) {
      wrong.add("%s: found %s, and %s it has to be".formatted(what, found, expected));
    }
  }
}
