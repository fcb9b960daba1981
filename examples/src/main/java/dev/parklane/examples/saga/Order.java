package dev.parklane.examples.saga;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;

/** An order: has its pieces reserved, is paid, or gives them back. */
final class Order extends Agent {
  static final String ROUTE = "/order/:number";

  static final LaneKey<Integer> PLACE = LaneKey.of("place", Integer.class);
  static final LaneKey<String> STATUS = LaneKey.of("status", String.class);

  private final CommandLane<Integer> place = new CommandLane<>(this, PLACE);
  private final ValueLane<String> status = new ValueLane<>(this, STATUS, "new"); // a store keeps it

  Order() {
    place.onCommand(this::place);
    status.onEvent(now -> IO.println(uri() + " is " + now));
  }

  private void place(int pieces) throws Exception {
    status.set("reserving");
    checkpoint(); // stands, whatever becomes of the next line
    if (!agent(Stock.URI).ask(Stock.class, stock -> stock.reserve(uri(), pieces))) {
      status.set("refused");
      return;
    }
    status.set("reserved");
    checkpoint();
    pay(pieces);
    status.set("paid");
  }

  private static void pay(int pieces) {
    if (pieces > 5) {
      throw new IllegalStateException("the card does not pay for " + pieces);
    }
  }

  /** Whoever finds it half way, after a failure or a crash, takes back what may have been done. */
  @Override
  protected void onStart() throws InterruptedException {
    if (status.get().startsWith("reserv")) {
      agent(Stock.URI).ask(Stock.class, stock -> stock.giveBack(uri()));
      status.set("cancelled");
    }
  }
}
