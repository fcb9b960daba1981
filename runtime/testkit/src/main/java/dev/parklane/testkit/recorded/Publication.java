package dev.parklane.testkit.recorded;

import dev.parklane.runtime.topic.TopicPattern;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A publication from outside, as its receivers tell of it: these know patterns. Of one thread. */
final class Publication {
  private final @Nullable String value;
  private final Set<String> receivers = new HashSet<>();
  private TopicPattern topic; // or a pattern, where no receiver knows better

  Publication(RecordedEvent first, String pattern) {
    value = first.value();
    topic = TopicPattern.parse(pattern);
    receivers.add(receiver(first));
  }

  private static String receiver(RecordedEvent event) {
    return event.agent() + " " + event.title();
  }

  /** Adds one who has got it; false where that was another publication. */
  boolean add(RecordedEvent event, String pattern) {
    TopicPattern its = TopicPattern.parse(pattern);
    boolean narrows = its.isLiteral() && topic.matches(pattern);
    boolean isSame = narrows || its.equals(topic) || topic.isLiteral() && its.matches(topic());
    if (!isSame || !Objects.equals(value, event.value()) || !receivers.add(receiver(event))) {
      return false;
    }
    topic = narrows ? its : topic;
    return true;
  }

  String topic() {
    return topic.toString();
  }

  boolean isKnown() {
    return topic.isLiteral();
  }

  @Nullable String value() {
    return value;
  }
}
