package dev.parklane.runtime;

import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.topic.TopicPattern;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A subscription of the bus (laws B2 to B5). */
final class BusSubscription extends BusRegistration implements Subscription {
  /** The order of delivery (law B2). */
  static final Comparator<BusSubscription> ORDER =
      Comparator.comparingInt(BusSubscription::priority)
          .reversed()
          .thenComparingLong(subscription -> subscription.number);

  private final BusSubscriptions all;
  private final Key key;
  private final int priority;
  private final long number;

  /** What makes two subscriptions one (law B3). */
  record Key(
      @Nullable Agent owner, TopicPattern pattern, Class<?> type, EventHandler<Object> handler) {}

  BusSubscription(BusSubscriptions all, Key key, int priority, long number) {
    super(key.owner(), key.handler(), HandlerName.of(key.pattern().toString(), "onMessage", 0));
    this.all = all;
    this.key = key;
    this.priority = priority;
    this.number = number;
  }

  Key key() {
    return key;
  }

  /** Whether it is what that one was to an instance before. */
  boolean isAnew(BusRegistration before) {
    return before instanceof BusSubscription other
        && other.key.pattern().equals(key.pattern())
        && other.key.type() == key.type();
  }

  boolean takes(Object message) {
    return key.type().isInstance(message);
  }

  @Override
  public String pattern() {
    return key.pattern().toString();
  }

  @Override
  public int priority() {
    return priority;
  }

  @Override
  void remove() {
    all.remove(this);
  }

  @Override
  void putBack() {
    all.putBack(this);
  }

  /** As in {@code subscription to 'bars.*' of /strategy/x}. */
  @Override
  public String toString() {
    Agent owner = owner();
    return "subscription to '" + pattern() + "'" + (owner == null ? "" : " of " + owner.uri());
  }
}
