package dev.parklane.examples.market;

import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueStore;
import dev.parklane.runtime.Agent;
import java.time.Duration;

/**
 * An agent that trades: a handler, in whatever language, looks at each bar and writes the lane
 * {@code signal} where it wants to hold something else. That write parks the handler until the
 * order is given. After a pause of the market it begins anew.
 */
abstract class Strategy extends Agent {
  /** Before the language, the topic of a strategy's orders. */
  static final String ORDERS = "orders.";

  /** How many bars the means are over. */
  static final int FAST = 5;

  static final int SLOW = 20;

  /** Without a bar for so long, those before say nothing of those that come. */
  static final Duration PAUSE = Duration.ofHours(1);

  private final ValueStore<Bar> latest =
      new ValueStore<>(this, "latest", new Bar(0, 0, 0, 0, 0, 0));
  private final ValueLane<Integer> signal = new ValueLane<>(this, "signal", 0);

  Strategy() {
    signal.onEvent(position ->
        bus()
            .publish(
                ORDERS + language(), new Order(clock().nanos(), position, latest.get().close())));
  }

  @Override
  protected void onStart() throws Exception {
    bus().subscribe(Aggregator.TOPIC, Bar.class, latest::set, 1); // before the strategy has it
    begin();
  }

  private String language() {
    return uri().substring(uri().lastIndexOf('/') + 1);
  }

  /** Subscribes to the bars. */
  protected abstract void begin() throws Exception;

  /** What the strategy wants to hold. */
  protected final ValueLane<Integer> signal() {
    return signal;
  }
}
