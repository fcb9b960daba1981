package dev.parklane.examples.market;

import dev.parklane.clock.TimeEvent;
import dev.parklane.runtime.Agent;
import java.util.List;

/** The agent at {@value #URI} that publishes each bar when it has ended. */
final class Feed extends Agent {
  static final String URI = "/feed";

  /** The topic of bars of one minute. */
  static final String TOPIC = "bars.1m.PARK";

  private final List<Bar> bars;
  private int next;

  Feed(List<Bar> bars) {
    this.bars = bars;
  }

  @Override
  protected void onStart() {
    clock().callback("bar", this::publish);
    setNext();
  }

  private void publish(TimeEvent event) {
    bus().publish(TOPIC, bars.get(next));
    next++;
    setNext();
  }

  private void setNext() {
    if (next < bars.size()) {
      clock().alert("bar", bars.get(next).end());
    }
  }
}
