package dev.parklane.runtime;

import dev.parklane.runtime.bus.EndpointDescription;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.topic.TopicPattern;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The endpoints of a bus, by name. Any thread. */
final class BusEndpoints {
  private final Commons commons;
  private final ConcurrentHashMap<String, BusEndpoint> known = new ConcurrentHashMap<>();

  BusEndpoints(Commons commons) {
    this.commons = commons;
  }

  @Nullable BusEndpoint find(String name) {
    commons.touches("endpoint", name, Footprint.Touch.LOOKS);
    return known.get(name);
  }

  BusEndpoint register(
      @Nullable Instance owner, String name, Class<?> type, EventHandler<Object> handler) {
    BusEndpoint made =
        new BusEndpoint(
            this,
            owner,
            TopicPattern.requirePlain("endpoint", name),
            BoxedType.of(type, "what endpoint '" + name + "' takes"),
            Objects.requireNonNull(handler, "handler"));
    commons.touches("endpoint", name, Footprint.Touch.CHANGES);
    known.compute(
        name,
        (n, there) -> {
          boolean waits = there != null && there.isWaiting();
          if (there != null && there.isOpen() && !waits) {
            throw taken(there);
          }
          if (waits
              && owner != null
              && made.takesTheSameAs(there)
              && owner.cell().waiting(before -> before == there) != null) {
            there.leaveTo(made);
          }
          made.replaces(there);
          return made;
        });
    made.begin();
    if (owner != null && made.replaced() != null) {
      owner.cascade().leaves(by -> made.replaces(null));
    }
    return made;
  }

  private static IllegalStateException taken(BusEndpoint there) {
    Instance owner = there.owner();
    return new IllegalStateException(
        "[PL-B6.3] endpoint '%s' is registered already%s; close that one first, or take another name"
            .formatted(there.name(), owner == null ? "" : " by " + owner.uri()));
  }

  /** All that get messages, by name. */
  List<EndpointDescription> all() {
    return known.values().stream()
        .filter(BusEndpoint::isSeen)
        .sorted(Comparator.comparing(BusEndpoint::name))
        .map(BusEndpoint::description)
        .toList();
  }

  void remove(BusEndpoint ended) {
    commons.touches("endpoint", ended.name(), Footprint.Touch.CHANGES);
    known.computeIfPresent(
        ended.name(), (name, there) -> there == ended ? ended.replaced() : there);
  }
}
