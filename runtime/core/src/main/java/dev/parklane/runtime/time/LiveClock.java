package dev.parklane.runtime.time;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock that follows the machine. It never goes back, and no two readings in a process are
 * equal, on whatever threads and instances (law K1). Where the wall clock is set back, it goes on
 * at its pace; where that jumps ahead, it follows.
 *
 * <p>Callbacks run one after the other on the clock's only thread, the daemon {@code
 * parklane-clock}, which starts with the first alert. They run in order of (time, order of
 * registration), those for the past as if set for the moment of their registration; what a callback
 * throws is logged and hurts no other. The clock reads the true time meanwhile, not the alert's.
 *
 * <p>It has a queue of its own and is not a {@code ScheduledThreadPoolExecutor}: that one keeps
 * delays on another clock than this, of half the range, and its futures say that they were
 * cancelled when their task was already running, which law K10 forbids.
 */
public final class LiveClock implements Clock, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveClock.class);

  /** By so much an alert may be late after the machine slept or its wall clock was set ahead. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final LiveTime TIME = new LiveTime(LiveClock::wallNanos, System::nanoTime);

  private final ReentrantLock lock = new ReentrantLock(); // never held while a callback runs
  private final Condition changed = lock.newCondition();
  private final AlertQueue alerts = new AlertQueue(lock); // guarded by lock
  private @Nullable Thread thread; // guarded by lock; null before the first alert
  private boolean closed; // guarded by lock

  /** A clock without a thread, until its first alert. */
  public LiveClock() {}

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  @Override
  public long nanos() {
    return TIME.next();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException where the clock is closed
   */
  @Override
  public Alert alert(long atNanos, Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(
            "an alert at %d ns was set on a live clock that is closed; close it after all that sets alerts"
                .formatted(atNanos));
      }
      if (thread == null) {
        thread =
            Thread.ofPlatform()
                .daemon()
                .name("parklane-clock")
                .inheritInheritableThreadLocals(false)
                .start(this::fireAll);
      }
      AlertQueue.Pending alert = alerts.add(Math.max(atNanos, nanos()), callback);
      if (alerts.first() == alert) {
        changed.signal();
      }
      return alert;
    } finally {
      lock.unlock();
    }
  }

  private void fireAll() {
    while (true) {
      try {
        AlertQueue.Pending due = awaitDue();
        if (due == null) {
          return;
        }
        fire(due);
      } catch (OutOfMemoryError e) {
        // No alert is lost: nothing allocates between taking one and firing it.
      }
    }
  }

  /** The next alert when its time has come; null when the clock is closed. */
  private AlertQueue.@Nullable Pending awaitDue() {
    lock.lock();
    try {
      while (!closed) {
        AlertQueue.Pending due = alerts.takeDue(nanos());
        if (due != null) {
          return due;
        }
        awaitChange(alerts.first());
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitChange(AlertQueue.@Nullable Pending next) {
    try {
      if (next == null) {
        changed.await();
      } else {
        changed.awaitNanos(Math.min(LONGEST_WAIT_NANOS, next.atNanos - nanos()));
      }
    } catch (InterruptedException e) {
      // Only a callback can have caused it, and it means nothing to the others.
    }
  }

  private static void fire(AlertQueue.Pending alert) {
    try {
      alert.callback.run();
    } catch (Throwable t) { // also StackOverflowError and OutOfMemoryError
      LOG.error("the callback of the alert at {} ns threw; the clock goes on", alert.atNanos, t);
    } finally {
      Thread.interrupted(); // an interrupt that the callback left is not for the next one
    }
  }

  /** How many alerts are pending. */
  int pending() {
    lock.lock();
    try {
      return alerts.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Cancels the pending alerts, ends the clock's thread and waits until it has ended, a running
   * callback included. From inside a callback it does not wait. An interrupt does not cut the
   * waiting short, and is kept. The time can be read further on.
   */
  @Override
  public void close() {
    Thread ending;
    lock.lock();
    try {
      closed = true;
      alerts.clear();
      changed.signal();
      ending = thread;
    } finally {
      lock.unlock();
    }
    if (ending != null && ending != Thread.currentThread()) {
      join(ending);
    }
  }

  private static void join(Thread ending) {
    boolean interrupted = false;
    while (true) {
      try {
        ending.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
