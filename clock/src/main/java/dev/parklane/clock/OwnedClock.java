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
  final boolean anyThread; // whether any thread may call the dispatcher
  private final Dispatcher dispatcher;
  private final Map<String, Timer> timers = new HashMap<>(); // guarded by lock, like all below
  private final Map<String, TimeHandler> callbacks = new HashMap<>();
  private @Nullable TimeHandler defaultCallback;
  private final ChangeLog changes = new ChangeLog();
  private boolean closed;

  /** A moment in what was done to a clock. Immutable. */
  public static final class Mark {
    private final OwnedClock clock;
    private final ChangeLog.Position position;

    private Mark(OwnedClock clock) {
      this.clock = clock;
      position = clock.changes.now();
    }
  }

  /** Makes the timer of a handler that is set now. */
  private interface Maker {
    Timer make(TimeHandler handler, long nowNanos);
  }

  OwnedClock(Source source, Dispatcher dispatcher, boolean anyThread) {
    this.source = source;
    this.anyThread = anyThread;
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
      take(name);
      if (!timer.isOver()) {
        put(timer);
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
      putCallback(name, handler);
    }
  }

  @Override
  public void defaultCallback(TimeHandler handler) {
    Objects.requireNonNull(handler, "handler");
    synchronized (lock) {
      requireOpen("callback", "default");
      putDefaultCallback(handler);
    }
  }

  @Override
  public boolean cancelCallback(String name) {
    Objects.requireNonNull(name, "name");
    synchronized (lock) {
      return putCallback(name, null) != null;
    }
  }

  @Override
  public void cancelCallbacks() {
    synchronized (lock) {
      List.copyOf(callbacks.keySet()).forEach(name -> putCallback(name, null));
      putDefaultCallback(null);
    }
  }

  @Override
  public boolean cancel(String name) {
    synchronized (lock) {
      return take(name) && !source.isClosed();
    }
  }

  @Override
  public void cancelAll() {
    synchronized (lock) {
      List.copyOf(timers.keySet()).forEach(this::take);
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
   * What is set now, callbacks included, for {@link #rollBack}. It costs the same however much is
   * set.
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
      changes.undoSince(mark.position);
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

  /** Sets a timer whose name is free; the lock is held, as below. */
  private void put(Timer timer) {
    changes.add(() -> take(timer.name));
    timers.put(timer.name, timer);
    timer.arm();
  }

  /** Cancels one; false where the name is free. */
  private boolean take(String name) {
    Timer timer = timers.remove(name);
    if (timer == null) {
      return false;
    }
    changes.add(() -> putBack(timer));
    source.disarm(timer);
    return true;
  }

  /** Sets one again that was cancelled, unless its last handler has started before that. */
  private void putBack(Timer timer) {
    if (!timer.isOver()) {
      put(timer);
    }
  }

  private @Nullable TimeHandler putCallback(String name, @Nullable TimeHandler handler) {
    TimeHandler before = handler == null ? callbacks.remove(name) : callbacks.put(name, handler);
    if (before != handler) {
      changes.add(() -> putCallback(name, before));
    }
    return before;
  }

  private void putDefaultCallback(@Nullable TimeHandler handler) {
    TimeHandler before = defaultCallback;
    changes.add(() -> putDefaultCallback(before));
    defaultCallback = handler;
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
