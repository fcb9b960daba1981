package dev.parklane.runtime;

import dev.parklane.runtime.bus.SubscriptionDescription;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.topic.TopicIndex;
import dev.parklane.runtime.topic.TopicPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a bus. Any thread. */
final class BusSubscriptions {
  private final Commons commons;
  private final TopicIndex<BusSubscription> index = new TopicIndex<>(BusSubscription.ORDER);
  private final Map<BusSubscription.Key, BusSubscription> known = new HashMap<>(); // under this
  private final EndedSubscriptions ended = new EndedSubscriptions(); // under this
  private long made; // under this

  BusSubscriptions(Commons commons) {
    this.commons = commons;
  }

  /** The subscriptions that match a topic, in the order of delivery. */
  List<BusSubscription> matching(String topic) {
    commons.touches("topic", topic, Footprint.Touch.LOOKS);
    commons.touches("topics", "", Footprint.Touch.LOOKS);
    return index.matching(topic);
  }

  /** The one that is there already, or a new one (law B3). */
  BusSubscription subscribe(
      @Nullable Instance owner,
      String pattern,
      Class<?> type,
      EventHandler<Object> handler,
      int priority) {
    BusSubscription.Key key =
        new BusSubscription.Key(
            owner,
            TopicPattern.parse(pattern),
            BoxedType.of(type, "what a subscription to '" + pattern + "' takes"),
            Objects.requireNonNull(handler, "handler"));
    BusSubscription made;
    synchronized (this) {
      BusSubscription there = known.get(key);
      if (there != null && there.isOpen()) {
        return requirePriority(there, priority);
      }
      made = new BusSubscription(this, key, priority, ++this.made);
      changes(made);
      known.put(key, made);
      BusRegistration waiting =
          owner == null ? null : (BusRegistration) owner.cell().waiting(made::isAnew);
      if (waiting != null) {
        waiting.leaveTo(made); // before the new one can be found
      }
      index.add(key.pattern(), made);
    }
    made.begin();
    return made;
  }

  private static BusSubscription requirePriority(BusSubscription there, int priority) {
    if (there.priority() != priority) {
      throw new IllegalArgumentException(
          "[PL-B3] %s has priority %d already, and not %d; close it first"
              .formatted(there, there.priority(), priority));
    }
    return there;
  }

  /** One that has ended. Of one that has ended with its agent something is left (law B8). */
  synchronized void remove(BusSubscription over) {
    known.remove(over.key(), over);
    changes(over);
    String uri = over.endedOwner();
    if (uri == null) {
      index.remove(over.key().pattern(), over);
    } else {
      BusSubscription left = over.left();
      index.replace(over.key().pattern(), over, left);
      forget(ended.add(uri, left));
    }
  }

  private void changes(BusSubscription one) {
    TopicPattern pattern = one.key().pattern();
    commons.touches(
        pattern.isLiteral() ? "topic" : "topics",
        pattern.isLiteral() ? pattern.toString() : "",
        Footprint.Touch.ADDS);
  }

  /** A fresh instance has started: what those before it had is forgotten. */
  void startedAnew(String uri) {
    if (ended.isEmpty()) {
      return;
    }
    synchronized (this) {
      forget(ended.forget(uri));
    }
  }

  private void forget(List<BusSubscription> left) {
    left.forEach(one -> index.remove(one.key().pattern(), one));
  }

  /** It is known again by its key, which another had meanwhile, unless others have closed it. */
  synchronized void putBack(BusSubscription reopened) {
    if (reopened.isThere()) {
      known.put(reopened.key(), reopened);
    }
  }

  /** All that get messages, in the order of delivery. */
  List<SubscriptionDescription> all() {
    List<BusSubscription> all;
    synchronized (this) {
      all = new ArrayList<>(known.values());
    }
    all.sort(BusSubscription.ORDER);
    return described(all);
  }

  /** Those that a message on a topic would be given to. */
  List<SubscriptionDescription> describe(String topic) {
    return described(matching(topic));
  }

  private static List<SubscriptionDescription> described(List<BusSubscription> all) {
    return all.stream().filter(BusSubscription::isSeen).map(BusSubscription::description).toList();
  }

  /** How many there are. */
  synchronized int size() {
    return known.size();
  }
}
