package dev.parklane.clock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The clock of one owner, with names of its own, over a time source that it shares with others. It
 * is closed with its owner.
 *
 * <p>It is cheap: a few objects, and no thread. To set, to cancel and to fire one name costs O(1)
 * here and O(log n) in the source, n being all that is pending there.
 */
public final class OwnedClock implements AlarmClock, AutoCloseable {
  final Source source;
  final Object lock = new Object();
  private final Dispatcher dispatcher;
  private final Map<String, Timer> timers = new HashMap<>(); // guarded by lock, like all below
  private final Map<String, TimeHandler> callbacks = new HashMap<>();
  private @Nullable TimeHandler defaultCallback;
  private boolean closed;

  /** What was set on a clock at a moment. Immutable. */
  public static final class Mark {
    private final OwnedClock clock;
    private final Map<String, Timer> timers;
    private final Map<String, TimeHandler> callbacks;
    private final @Nullable TimeHandler defaultCallback;

    private Mark(OwnedClock clock) {
      this.clock = clock;
      timers = new HashMap<>(clock.timers);
      callbacks = new HashMap<>(clock.callbacks);
      defaultCallback = clock.defaultCallback;
    }
  }

  /** Makes the timer of a handler that is set now. */
  private interface Maker {
    Timer make(TimeHandler handler, long nowNanos);
  }

  OwnedClock(Source source, Dispatcher dispatcher) {
    this.source = source;
    this.dispatcher = Objects.requireNonNull(dispatcher, "dispatcher");
  }

  @Override
  public long nanos() {
    return source.nanos();
  }

  @Override
  public void alert(String name, long atNanos, boolean allowPast, @Nullable TimeHandler handler) {
    set(
        "alert",
        name,
        handler,
        (bound, now) -> {
          if (atNanos < now && !allowPast) {
            throw new IllegalArgumentException(
                "[PL-K2.2] alert '%s': %d ns is before now, %d ns; set it for later, or allow the past"
                    .formatted(name, atNanos, now));
          }
          Occurrences once = Occurrences.once(Math.max(atNanos, now));
          return new Timer(this, name, bound, once, 0, LatePolicy.BURST);
        });
  }

  @Override
  public void timer(String name, TimerSpec spec, @Nullable TimeHandler handler) {
    set(
        "timer",
        name,
        handler,
        (bound, now) -> {
          Occurrences occurrences = spec.occurrences(name, now);
          return new Timer(this, name, bound, occurrences, spec.first(occurrences), spec.late());
        });
  }

  private void set(String kind, String name, @Nullable TimeHandler handler, Maker maker) {
    requireName(kind, name);
    synchronized (lock) {
      requireOpen(kind, name);
      Timer timer = maker.make(bind(kind, name, handler), source.nanos());
      cancel(name);
      if (!timer.isOver()) {
        timers.put(name, timer);
        timer.arm();
      }
    }
    source.flushAndThrow();
  }

  private static void requireName(String kind, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-K5] the name of %s is '%s'; it must not be blank"
              .formatted(kind.equals("alert") ? "an alert" : "a " + kind, name));
    }
  }

  private void requireOpen(String kind, String name) {
    if (closed || source.isClosed()) {
      throw new IllegalStateException(
          "[PL-K5.2] %s '%s' was set on a clock that is closed; close it after all that uses it"
              .formatted(kind, name));
    }
  }

  private TimeHandler bind(String kind, String name, @Nullable TimeHandler handler) {
    TimeHandler bound = handler == null ? callbacks.getOrDefault(name, defaultCallback) : handler;
    if (bound == null) {
      throw new IllegalArgumentException(
          "[PL-K6] %s '%s' has no handler; give it one, or name a callback '%s' or a default one before"
              .formatted(kind, name, name));
    }
    return bound;
  }

  @Override
  public void callback(String name, TimeHandler handler) {
    requireName("callback", name);
    Objects.requireNonNull(handler, "handler");
    synchronized (lock) {
      requireOpen("callback", name);
      callbacks.put(name, handler);
    }
  }

  @Override
  public void defaultCallback(TimeHandler handler) {
    Objects.requireNonNull(handler, "handler");
    synchronized (lock) {
      requireOpen("callback", "default");
      defaultCallback = handler;
    }
  }

  @Override
  public boolean cancelCallback(String name) {
    Objects.requireNonNull(name, "name");
    synchronized (lock) {
      return callbacks.remove(name) != null;
    }
  }

  @Override
  public void cancelCallbacks() {
    synchronized (lock) {
      callbacks.clear();
      defaultCallback = null;
    }
  }

  @Override
  public boolean cancel(String name) {
    synchronized (lock) {
      Timer timer = timers.remove(name);
      if (timer == null) {
        return false;
      }
      source.disarm(timer);
      return !source.isClosed();
    }
  }

  @Override
  public void cancelAll() {
    synchronized (lock) {
      timers.values().forEach(source::disarm);
      timers.clear();
    }
  }

  @Override
  public List<String> names() {
    synchronized (lock) {
      List<String> names = new ArrayList<>(source.isClosed() ? List.of() : timers.keySet());
      Collections.sort(names);
      return names;
    }
  }

  @Override
  public OptionalLong next(String name) {
    synchronized (lock) {
      Timer timer = timers.get(name);
      return timer == null || source.isClosed()
          ? OptionalLong.empty()
          : OptionalLong.of(timer.nextNanos());
    }
  }

  /**
   * What is set now, callbacks included, for {@link #rollBack}. It costs a copy of the names.
   *
   * <p>It is for an owner that takes back what it did when it fails. Between the two, the owner
   * lets no firing of this clock begin or end but such as have begun before the mark.
   *
   * @return may be gone back to any number of times
   */
  public Mark mark() {
    synchronized (lock) {
      return new Mark(this);
    }
  }

  /**
   * Goes back to a mark: what was set since is cancelled, what was cancelled or replaced since is
   * set again, with its own grid, order of registration and handler. What has become due meanwhile
   * fires at once; a firing that is on its way is valid again, and one that was refused its start
   * meanwhile comes again. Does nothing on a clock that is closed.
   *
   * @param mark one that {@link #mark} of this clock has given
   * @throws IllegalArgumentException where the mark is of another clock
   */
  public void rollBack(Mark mark) {
    if (mark.clock != this) {
      throw new IllegalArgumentException(
          "[PL-K1.3] a clock cannot go back to the mark of another; use a mark of its own");
    }
    synchronized (lock) {
      if (closed || source.isClosed()) {
        return;
      }
      for (Timer timer : timers.values()) {
        if (mark.timers.get(timer.name) != timer) {
          source.disarm(timer);
        }
      }
      Map<String, Timer> before = new HashMap<>(timers);
      timers.clear();
      timers.putAll(mark.timers);
      timers.values().removeIf(Timer::isOver);
      for (Timer timer : timers.values()) {
        if (before.get(timer.name) != timer) {
          timer.arm();
        }
      }
      callbacks.clear();
      callbacks.putAll(mark.callbacks);
      defaultCallback = mark.defaultCallback;
    }
    source.flush();
  }

  /** Cancels all that is set, and takes no more. The time can be read further on. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      cancelAll();
      callbacks.clear();
      defaultCallback = null;
    }
  }

  /** Whether a timer is set; the lock is held. */
  boolean holds(Timer timer) {
    return timers.get(timer.name) == timer && !source.isClosed();
  }

  /** A timer has started its last handler; the lock is held. */
  void drop(Timer timer) {
    timers.remove(timer.name);
  }

  /** The thread that delivers, without any lock. */
  void dispatch(Firing firing) {
    try {
      dispatcher.dispatch(firing);
    } catch (Throwable t) { // an executor that refuses, and a test's assertion
      source.failed(firing.event().name(), firing.event().scheduledNanos(), t);
      firing.end();
    }
  }
}
