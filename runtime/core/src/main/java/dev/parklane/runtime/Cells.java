package dev.parklane.runtime;

import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places of a plane's agents, by URI. Any thread. */
final class Cells {
  private final ConcurrentHashMap<String, AgentCell> byUri = new ConcurrentHashMap<>();

  @Nullable AgentCell get(String uri) {
    return byUri.get(uri);
  }

  /** The place with this URI; where there is none it is made, unless that gives null. */
  @Nullable AgentCell getOrMake(String uri, Supplier<@Nullable AgentCell> made) {
    return byUri.computeIfAbsent(uri, absent -> made.get());
  }

  void remove(AgentCell cell) {
    byUri.remove(cell.uri(), cell);
  }

  void clear() {
    byUri.clear();
  }

  int size() {
    return byUri.size();
  }

  boolean isEmpty() {
    return byUri.isEmpty();
  }

  /** All that there are now, in no order. */
  Collection<AgentCell> all() {
    return byUri.values();
  }

  /** All that there are now, in the order of their URIs. */
  Collection<AgentCell> inOrder() {
    return new TreeMap<>(byUri).values();
  }

  /** Those of a route, likewise. */
  Stream<AgentCell> of(Route route) {
    return inOrder().stream().filter(cell -> cell.route() == route);
  }

  /** Sends each of a route a command, and says to how many when it has left. */
  IntSupplier broadcast(Route route, Supplier<RootEvent.Broadcast> commands, Departure by) {
    AtomicInteger reached = new AtomicInteger();
    of(route)
        .forEach(cell ->
            by.post(
                cell,
                1,
                () -> {
                  if (cell.broadcast(commands.get(), by)) {
                    reached.incrementAndGet();
                  }
                }));
    return reached::get;
  }

  /** What handlers have begun in them and not ended, in words. */
  String whatRuns() {
    return inOrder().stream()
        .map(AgentCell::whatRuns)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("; "));
  }
}
