package dev.parklane.examples.shop;

import static dev.parklane.runtime.Question.named;

import dev.parklane.examples.shop.OrderState.Stage;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The agent of an order, at {@value #ROUTE}: it alone decides whether it is paid or cancelled.
 *
 * <p>Each stage stands before the order asks others for what the stage needs, and all that it asks
 * may be asked again. So whoever finds an order half way, after a failure or in another process,
 * lets it {@linkplain #goOn go on} from its stage.
 */
class Order extends Agent {
  static final String ROUTE = "/order/:number";
  static final Duration TIME_TO_PAY = Duration.ofMinutes(10);

  static final LaneKey<Purchase> PLACE = LaneKey.of("place", Purchase.class);
  static final LaneKey<String> CANCEL = LaneKey.of("cancel", String.class);
  static final LaneKey<OrderState> STATE = LaneKey.of("state", OrderState.class);

  private final CommandLane<Purchase> place = new CommandLane<>(this, PLACE);
  private final CommandLane<String> cancel = new CommandLane<>(this, CANCEL);
  final ValueLane<OrderState> state = new ValueLane<>(this, STATE, OrderState.NEW);

  private @Nullable ValueLink<PaymentState> followed; // its payment, while that may change
  private @Nullable Scheduled timeOut; // while it is paying

  Order() {
    place.onCommand(this::place);
    cancel.onCommand(this::cancel);
  }

  static String uri(int number) {
    return "/order/" + number;
  }

  @Override
  protected void onStart() throws Exception {
    goOn();
  }

  private void place(Purchase purchase) throws Exception {
    if (state.get().stage() == Stage.NEW) { // it may be placed again
      goTo(state.get().reserving(purchase));
    }
  }

  private void goTo(OrderState next) throws Exception {
    state.set(next);
    goOn();
  }

  private void goOn() throws Exception {
    checkpoint(); // the stage stands, whatever becomes of what it asks for
    switch (state.get().stage()) {
      case NEW -> {}
      case RESERVING -> reserve();
      case PAYING -> pay();
      case SHIPPING -> ship();
      case CANCELLING -> takeBack();
      case PAID, CANCELLED -> followNoMore();
    }
  }

  /** Without all of it there is no order. */
  private void reserve() throws Exception {
    OrderState order = state.get();
    for (Line line : order.purchase().lines()) {
      if (!reserve(line)) {
        goTo(order.cancelling("there is too little of " + line.item()));
        return;
      }
    }
    int cents = order.purchase().cents();
    if (!customer().ask(Customer.class, named("trust", customer -> customer.trust(uri(), cents)))) {
      goTo(order.cancelling("it is too much for " + order.purchase().customer()));
      return;
    }
    goTo(order.paying(now().plus(TIME_TO_PAY)));
  }

  boolean reserve(Line line) throws InterruptedException {
    return stock(line)
        .ask(Stock.class, named("reserve", stock -> stock.reserve(uri(), line.pieces())));
  }

  private void pay() {
    OrderState order = state.get();
    payment()
        .command(Payment.CHARGE, new Charge(order.purchase().card(), order.purchase().cents()));
    timeOut = at(order.due(), Step.named("time-out", () -> cancel("it was not paid in time")));
    follow();
  }

  /** Comes too late for an order that is paid. */
  private void cancel(String why) throws Exception {
    if (state.get().stage() == Stage.PAYING) {
      goTo(state.get().cancelling(why));
    }
  }

  private void ship() throws Exception {
    waitNoLonger();
    for (Line line : state.get().purchase().lines()) {
      stock(line).ask(Stock.class, named("ship", stock -> stock.ship(uri())));
    }
    int cents = state.get().purchase().cents();
    customer().ask(Customer.class, named("has paid", customer -> customer.hasPaid(uri(), cents)));
    goTo(state.get().at(Stage.PAID));
  }

  private void takeBack() throws Exception {
    waitNoLonger();
    for (Line line : state.get().purchase().lines()) {
      stock(line).ask(Stock.class, named("give back", stock -> stock.giveBack(uri())));
    }
    String why = state.get().note();
    customer().ask(Customer.class, named("is told", customer -> customer.isTold(uri(), why)));
    follow();
    paymentIs(payment().ask(Payment.class, named("cancel", Payment::cancel)));
  }

  /**
   * A link tells the state that is, also to who comes late. A message would be lost or sent twice.
   */
  private void follow() {
    if (followed == null) {
      followed =
          new ValueLink<>(this, payment().lane(Payment.STATE))
              .onSynced(this::paymentIs)
              .onEvent(this::paymentIs)
              .retry(Retry.ALWAYS)
              .open();
    }
  }

  private void paymentIs(PaymentState payment) throws Exception {
    OrderState order = state.get();
    if (order.stage() == Stage.PAYING && payment.isDone()) {
      goTo(order.at(Stage.SHIPPING));
    } else if (order.stage() == Stage.PAYING && payment.isOff()) {
      goTo(order.cancelling("the card was refused"));
    } else if (order.stage() == Stage.CANCELLING && payment.isOff()) {
      goTo(order.at(Stage.CANCELLED));
    }
  }

  private void followNoMore() {
    if (followed != null) {
      followed.close();
    }
  }

  private void waitNoLonger() {
    if (timeOut != null) {
      timeOut.cancel();
    }
  }

  AgentRef stock(Line line) {
    return agent(Stock.uri(line.item()));
  }

  private AgentRef customer() {
    return agent(Customer.uri(state.get().purchase().customer()));
  }

  private AgentRef payment() {
    return agent(Payment.uri(parameter("number")));
  }
}
