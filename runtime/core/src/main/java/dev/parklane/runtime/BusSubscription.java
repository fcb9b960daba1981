package dev.parklane.runtime;

import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.bus.SubscriptionDescription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.topic.TopicPattern;
import java.util.Comparator;
import java.util.Objects;
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
  private final @Nullable String endedOwner; // the URI of the agent that it ended with

  /** What makes two subscriptions one (law B3). */
  record Key(
      @Nullable Instance owner,
      TopicPattern pattern,
      Class<?> type,
      EventHandler<Object> handler) {}

  BusSubscription(BusSubscriptions all, Key key, int priority, long number) {
    this(all, key, priority, number, null);
  }

  private BusSubscription(
      BusSubscriptions all, Key key, int priority, long number, @Nullable String endedOwner) {
    super(
        key.owner(),
        key.handler(),
        HandlerName.of(key.pattern().toString(), "onMessage", 0).by(key.handler()));
    this.all = all;
    this.key = key;
    this.priority = priority;
    this.number = number;
    this.endedOwner = endedOwner;
  }

  Key key() {
    return key;
  }

  /** Whether it is what that one was to an instance before. */
  boolean isAnew(Registration before) {
    return before instanceof BusSubscription other
        && other.key.pattern().equals(key.pattern())
        && other.key.type() == key.type();
  }

  /**
   * What takes its place where it has ended with its agent: holds on to neither agent nor handler,
   * and gets no messages.
   */
  BusSubscription left() {
    Instance owner = Objects.requireNonNull(owner());
    Key none = new Key(null, key.pattern(), key.type(), EventHandler.shared(message -> {}));
    BusSubscription left = new BusSubscription(all, none, priority, number, owner.uri());
    left.beOver();
    return left;
  }

  /**
   * The URI of the agent that it has ended with, where that is so: what it would have got is a dead
   * letter (law B8).
   */
  @Nullable String endedOwner() {
    Instance owner = owner();
    return hasEndedWithAgent() && owner != null ? owner.uri() : endedOwner;
  }

  /** Whether it is, or was, one of an instance at this URI. */
  boolean isOf(String uri) {
    Instance owner = owner();
    return owner != null && owner.uri().equals(uri);
  }

  SubscriptionDescription description() {
    Instance owner = owner();
    return new SubscriptionDescription(
        pattern(), key.type(), priority, owner == null ? null : owner.uri());
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
    Instance owner = owner();
    return "subscription to '" + pattern() + "'" + (owner == null ? "" : " of " + owner.uri());
  }
}
