package dev.parklane.runtime;

import dev.parklane.runtime.event.GuestHandler;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a handler is called in thread dumps, recordings and messages: {@code length.onEvent}.
 *
 * <p>Shared by all agents that have a lane of that name with a handler for that event, so that an
 * observer costs no text of its own. Immutable but for a cache of thread names.
 */
final class HandlerName {
  /**
   * Names that are kept for sharing; past it, say where lanes are named at run time, none is added.
   */
  private static final int SHARED = 10_000;

  private static final int CACHED_DEPTHS = 16;
  private static final ConcurrentHashMap<Key, HandlerName> NAMES = new ConcurrentHashMap<>();

  private record Key(String lane, String event, int rank) {}

  private final String lane;
  private final String event;
  final int rank;
  private final String text;
  private final @Nullable String[] threadNames = new String[CACHED_DEPTHS];

  private HandlerName(Key key) {
    this.lane = key.lane();
    this.event = key.event();
    this.rank = key.rank();
    this.text = lane.isEmpty() ? event : lane + "." + event;
  }

  /** The name of a handler for an event of a lane that has this rank among its events. */
  static HandlerName of(String lane, String event, int rank) {
    Key key = new Key(lane, event, rank);
    HandlerName known = NAMES.get(key);
    if (known != null) {
      return known;
    }
    return NAMES.size() < SHARED
        ? NAMES.computeIfAbsent(key, HandlerName::new)
        : new HandlerName(key);
  }

  /** The name of a handler that belongs to no lane, such as {@code onStart}. */
  static HandlerName ofAgent(String event) {
    return of("", event, 0);
  }

  /**
   * {@return the same, where what is called then has a name: by that, before the event; where it is
   * a function of a guest: by the name that the guest has for that, in place of the event}
   */
  HandlerName by(Object called) {
    if (called instanceof Named named) {
      return of(named.name(), event, rank);
    }
    Object handler = called;
    while (handler instanceof HandledBy instead) {
      handler = instead.handler();
    }
    return handler instanceof GuestHandler<?> guest
        ? of(lane.isEmpty() ? event : lane, guest.function(), rank)
        : this;
  }

  String lane() {
    return lane;
  }

  String event() {
    return event;
  }

  /** The name of the thread that runs it with so many writers parked under it. */
  String threadName(int depth) {
    if (depth >= CACHED_DEPTHS) {
      return depth + " " + text;
    }
    String known = threadNames[depth];
    if (known == null) {
      known = depth + " " + text;
      threadNames[depth] = known; // two threads may both do so, with equal text
    }
    return known;
  }

  @Override
  public String toString() {
    return text;
  }
}
