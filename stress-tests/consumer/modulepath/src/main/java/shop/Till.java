package shop;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;

/** A till whose total is up to date on the line after a sale. */
public final class Till extends Agent {
  private final CommandLane<Integer> sell = new CommandLane<>(this, "sell", Integer.class);
  private final ValueLane<Integer> last = new ValueLane<>(this, "last", 0);
  private final ValueLane<Integer> total = new ValueLane<>(this, "total", 0);

  /** Registers the handlers. */
  public Till() {
    last.onEvent(price -> total.set(total.get() + price));
    sell.onCommand(price -> {
      last.set(price);
      IO.println("sold for " + price + ", in all " + total.get());
    });
  }

  /** To be asked: all that was taken. */
  public int taken() {
    return total.get();
  }
}
