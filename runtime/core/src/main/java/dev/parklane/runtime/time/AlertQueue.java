package dev.parklane.runtime.time;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * The pending alerts of one clock, in order of (time, order of registration). An alert is pending
 * as long as it is in here, so whoever takes it out has won the race to cancel or fire it (law
 * K10).
 *
 * <p>Adding, taking and cancelling cost O(log n), and a cancelled alert is out at once. The caller
 * holds the clock's lock, except to cancel.
 */
final class AlertQueue {
  private final Lock lock;
  private final TreeSet<Pending> alerts =
      new TreeSet<>(
          Comparator.<Pending>comparingLong(alert -> alert.atNanos)
              .thenComparingLong(alert -> alert.order)); // guarded by lock
  private long registered; // guarded by lock

  /** An alert that is or was pending. */
  final class Pending implements Clock.Alert {
    final long atNanos;
    final Runnable callback;
    private final long order;

    private Pending(long atNanos, Runnable callback) {
      this.atNanos = atNanos;
      this.callback = callback;
      order = registered++;
    }

    @Override
    public boolean cancel() {
      lock.lock();
      try {
        return alerts.remove(this);
      } finally {
        lock.unlock();
      }
    }
  }

  /** The queue of the clock that has this lock. */
  AlertQueue(Lock lock) {
    this.lock = lock;
  }

  Pending add(long atNanos, Runnable callback) {
    Pending alert = new Pending(atNanos, callback);
    alerts.add(alert);
    return alert;
  }

  /** The alert that is due next; null where none is pending. */
  @Nullable Pending first() {
    return alerts.isEmpty() ? null : alerts.first();
  }

  /** Takes the next alert out if it is due at that time; null where none is. */
  @Nullable Pending takeDue(long nanos) {
    Pending first = first();
    return first == null || first.atNanos > nanos ? null : alerts.pollFirst();
  }

  int size() {
    return alerts.size();
  }

  void clear() {
    alerts.clear();
  }
}
