package dev.parklane.examples.shop;

import dev.parklane.examples.shop.OrderState.Stage;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.MapStore;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import java.util.Set;

/**
 * The agent of the shop, at {@value #URI}: takes purchases, joins the orders that are made of them
 * until they are over, and adds these up.
 *
 * <p>It keeps what is open, and who has bought. So whoever starts it starts every order that is not
 * over, and every customer who may wait for a letter: a link makes the agent that it leads to.
 */
class Shop extends Agent {
  static final String URI = "/shop";

  static final LaneKey<Purchase> BUY = LaneKey.of("buy", Purchase.class);
  static final LaneKey<Integer> ORDERS = LaneKey.of("orders", Integer.class);
  static final LaneKey<Totals> TOTALS = LaneKey.of("totals", Totals.class);
  static final LaneKey<String> NEWS = LaneKey.of("news", String.class);
  static final MapLaneKey<Integer, OrderState> OPEN =
      MapLaneKey.of("open", Integer.class, OrderState.class);
  static final MapLaneKey<String, Integer> FREE =
      MapLaneKey.of("free", String.class, Integer.class);
  static final MapLaneKey<String, Integer> SENT =
      MapLaneKey.of("sent", String.class, Integer.class);
  private static final MapLaneKey<String, Integer> CUSTOMERS =
      MapLaneKey.of("customers", String.class, Integer.class);
  private static final MapLaneKey<Integer, Purchase> PLACED =
      MapLaneKey.of("placed", Integer.class, Purchase.class);

  private static final Set<Stage> TOLD = Set.of(Stage.PAYING, Stage.PAID, Stage.CANCELLED);

  private final CommandLane<Purchase> buy = new CommandLane<>(this, BUY);
  private final ValueLane<Integer> orders = new ValueLane<>(this, ORDERS, 0);
  private final ValueLane<Totals> totals = new ValueLane<>(this, TOTALS, Totals.NONE);
  private final SupplyLane<String> news = new SupplyLane<>(this, NEWS);
  private final JoinValueLane<Integer, OrderState> open = JoinValueLane.sorted(this, OPEN);
  private final JoinValueLane<String, Integer> free = JoinValueLane.sorted(this, FREE);
  private final JoinValueLane<String, Integer> sent = JoinValueLane.sorted(this, SENT);
  private final MapStore<String, Integer> customers = new MapStore<>(this, CUSTOMERS); // orders of
  private final MapStore<Integer, Purchase> placed = new MapStore<>(this, PLACED); // not over yet

  private final Set<String> items;

  Shop(Set<String> items) {
    this.items = items;
    buy.onCommand(this::buy);
    open.onUpdate((all, number, before, now) -> orderIs(number, now))
        .onEnd((number, cause) -> JoinAnswer.RETRY);
    free.onEnd((item, cause) -> JoinAnswer.RETRY);
    sent.onEnd((name, cause) -> JoinAnswer.RETRY);
  }

  @Override
  protected void onStart() {
    items.forEach(item -> free.link(item, agent(Stock.uri(item)).lane(Stock.FREE)));
    customers.get().keySet().forEach(this::countLetters);
    placed.get().forEach(this::place);
  }

  private void buy(Purchase purchase) {
    orders.update(n -> n + 1);
    placed.put(orders.get(), purchase);
    customers.compute(purchase.customer(), (name, n) -> n == null ? 1 : n + 1);
    countLetters(purchase.customer());
    place(orders.get(), purchase);
  }

  private void countLetters(String name) {
    sent.link(name, agent(Customer.uri(name)).lane(Customer.SENT));
  }

  /** Does no harm to one that has been placed. */
  private void place(int number, Purchase purchase) {
    AgentRef order = agent(Order.uri(number));
    open.link(number, order.lane(Order.STATE));
    order.command(Order.PLACE, purchase);
  }

  private void orderIs(int number, OrderState now) {
    if (TOLD.contains(now.stage())) {
      news.supply("order " + number + " is " + now);
    }
    if (now.isAtItsEnd() && placed.containsKey(number)) {
      placed.remove(number);
      totals.update(sum -> sum.with(now));
      open.unlinkAndDelete(number);
    }
  }
}
