package dev.parklane.testkit.recorded;

import dev.parklane.runtime.address.Address;
import dev.parklane.runtime.address.RoutePattern;
import dev.parklane.runtime.topic.TopicPattern;
import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What agents have sent, to find out which of them has caused a root event. Of one thread. */
final class Sendings {
  /**
   * A message, or a publication that may reach many.
   *
   * @param by the cascade that it was sent in
   * @param taken by which agents it was, and as what
   */
  record Sending(TraceEntry.Sends sends, RecordedEvent by, Set<String> taken) {
    /** Whether it has left when another cascade begins (law O1); a checkpoint lets some leave. */
    boolean hasLeft(int index) {
      return by.ended() < index && by.cascade().hasSucceeded();
    }
  }

  private final List<Sending> open = new ArrayList<>();

  Sendings(List<RecordedEvent> all) {
    for (RecordedEvent event : all) {
      for (TraceEntry.OfAgent entry : event.cascade().entries()) {
        if (entry instanceof TraceEntry.Sends sends) {
          open.add(new Sending(sends, event, new HashSet<>()));
        }
      }
    }
  }

  /**
   * Takes what has caused a root event: the oldest that has left, or else one that may have.
   *
   * @return null where no agent has sent it
   */
  @Nullable Sending take(RecordedEvent event, RootKind kind) {
    Sending maybe = null;
    for (Sending one : open) {
      if (one.by.begun() < event.begun() && isCauseOf(one, event, kind)) {
        if (one.hasLeft(event.begun())) {
          return taken(one, event);
        }
        maybe = maybe == null ? one : maybe;
      }
    }
    return maybe == null ? null : taken(maybe, event);
  }

  private Sending taken(Sending one, RecordedEvent event) {
    if (one.sends.to().equals(event.agent())) {
      open.remove(one);
    } else {
      one.taken.add(event.agent() + " " + event.title());
    }
    return one;
  }

  private static boolean isCauseOf(Sending one, RecordedEvent event, RootKind kind) {
    return reaches(one.sends, event, kind)
        && !one.taken.contains(event.agent() + " " + event.title())
        && (one.sends.value() == null
            || event.value() == null
            || one.sends.value().equals(event.value()));
  }

  private static boolean reaches(TraceEntry.Sends sends, RecordedEvent event, RootKind kind) {
    if (kind.mayBeOfBus() && sends.message().equals("publication")) {
      return TopicPattern.parse(kind.name()).matches(sends.to());
    } else if (kind.mayBeOfBus() && sends.message().equals("request")) {
      return kind.name().equals(sends.to());
    }
    return sends.message().equals(kind.name())
        && (sends.to().equals(event.agent()) || isRoute(sends.to(), event.agent()));
  }

  /** Whether it was sent to all agents of a route. */
  private static boolean isRoute(String to, String agent) {
    return to.contains(":")
        && to.startsWith("/")
        && RoutePattern.parse(to).matches(Address.parse(agent));
  }
}
