package dev.parklane.clock;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The inside of a {@link LiveClock}: the thread that waits for the next that is due. */
final class LiveSource extends Source {
  private static final Logger LOG = LoggerFactory.getLogger(LiveClock.class);

  private final FailureLog failures = new FailureLog();

  /** By so much an alert may be late after the machine slept or its wall clock was set ahead. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Between attempts where there is no memory. */
  private static final long RETRY_NANOS = 1_000_000;

  private static final LiveTime MACHINE = new LiveTime(LiveSource::wallNanos, System::nanoTime);

  final LatenessRecorder lateness = new LatenessRecorder();
  private final LiveTime time;
  private final long longestWaitNanos; // of what passes on the machine
  private final Condition changed = lock.newCondition();
  private @Nullable Thread thread; // guarded by lock; null before the first is queued
  private volatile boolean closed; // written under lock, once

  /** Follows the machine. */
  LiveSource() {
    time = MACHINE;
    longestWaitNanos = LONGEST_WAIT_NANOS;
  }

  /** Follows another time, and looks at it so often. */
  LiveSource(InstantSource other, Duration resolution) {
    if (!resolution.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-K1.4] a live clock is to look at its time every %s; it must be positive"
              .formatted(resolution));
    }
    LongSupplier nanos = () -> Nanos.of(other.instant());
    time = new LiveTime(nanos, nanos);
    longestWaitNanos = Math.min(LONGEST_WAIT_NANOS, Nanos.plus(0, resolution));
  }

  private static long wallNanos() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000_000 + now.getNano();
  }

  @Override
  long nanos() {
    return time.next();
  }

  @Override
  boolean isLive() {
    return true;
  }

  @Override
  boolean isDelivering() {
    lock.lock();
    try {
      return thread == Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  @Override
  boolean isClosed() {
    return closed;
  }

  @Override
  boolean arm(QueuedWakeup wake, long atNanos) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (thread == null) {
        thread =
            Thread.ofPlatform()
                .daemon()
                .name("parklane-clock")
                .inheritInheritableThreadLocals(false)
                .start(this::fireAll);
      }
      queue.put(wake, atNanos);
      if (queue.first() == wake) {
        changed.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void fireAll() {
    while (true) {
      try {
        QueuedWakeup due = awaitDue();
        if (due == null) {
          return;
        }
        fire(due);
      } catch (OutOfMemoryError e) {
        // None is lost: a timer that found no room for its event has queued itself again.
        LockSupport.parkNanos(RETRY_NANOS);
      } catch (RuntimeException | Error e) { // of a time of one's own, say: others go on
        failed("the time of the clock", 0, e);
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  /** The next when its time has come; null when this is closed. */
  private @Nullable QueuedWakeup awaitDue() {
    lock.lock();
    try {
      while (!closed) {
        QueuedWakeup due = queue.takeDue(nanos());
        if (due != null) {
          return due;
        }
        awaitChange(queue.first());
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void awaitChange(@Nullable QueuedWakeup next) {
    try {
      if (next == null) {
        changed.await();
      } else {
        long now = nanos();
        changed.awaitNanos(Math.min(next.atNanos, now + longestWaitNanos) - now);
      }
    } catch (InterruptedException e) {
      // Only a callback can have caused it, and it means nothing to the others.
    }
  }

  private void fire(QueuedWakeup due) {
    try {
      due.fire(nanos());
    } finally {
      Thread.interrupted(); // an interrupt that the callback left is not for the next one
    }
  }

  @Override
  void delivering(String name, long scheduledNanos, long latenessNanos) {
    lateness.record(name, scheduledNanos, latenessNanos);
  }

  @Override
  void failed(String name, long scheduledNanos, Throwable failure) {
    if (failures.tellsInFull(
        LOG, Level.ERROR, Cause.of("handler of a clock failed", "", name, failure))) {
      LOG.error(
          "[PL-F5.2] the handler of '{}' due at {} ns threw; the clock goes on",
          name,
          scheduledNanos,
          failure);
    }
  }

  void close() {
    Thread ending;
    lock.lock();
    try {
      closed = true;
      queue.clear();
      changed.signal();
      ending = thread;
    } finally {
      lock.unlock();
    }
    if (ending != null && ending != Thread.currentThread()) {
      join(ending);
    }
    failures.close();
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
