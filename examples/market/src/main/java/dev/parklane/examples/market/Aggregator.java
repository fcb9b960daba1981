package dev.parklane.examples.market;

import dev.parklane.clock.TimerSpec;
import dev.parklane.lanes.ValueStore;
import dev.parklane.runtime.Agent;
import java.time.Duration;
import java.util.Optional;

/**
 * The agent at {@value #URI} that makes bars of five minutes from those of one: it collects what
 * the bus brings, and a timer publishes what came together.
 */
final class Aggregator extends Agent {
  static final String URI = "/aggregator";

  /** The topic of bars of five minutes. */
  static final String TOPIC = "bars.5m.PARK";

  private static final Duration LENGTH = Duration.ofMinutes(5);

  private final ValueStore<Optional<Bar>> collected =
      new ValueStore<>(this, "collected", Optional.empty());

  @Override
  protected void onStart() {
    bus()
        .subscribe(
            Feed.TOPIC,
            Bar.class,
            bar -> collected.update(c -> Optional.of(c.map(b -> b.with(bar)).orElse(bar))));
    // A minute's bar of the same moment is there before: "bar" of the feed comes before "five".
    clock().timer("five", TimerSpec.every(LENGTH), event -> publish());
  }

  private void publish() {
    collected.get().ifPresent(bar -> bus().publish(TOPIC, bar));
    collected.set(Optional.empty());
  }
}
