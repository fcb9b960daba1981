package dev.parklane.clock;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What a time source is made of: the time, the queue of what is pending, and whoever delivers it.
 *
 * <p>Locks are taken in the order clock, source; none is held while a callback, a handler or a
 * dispatcher runs.
 */
abstract sealed class Source permits TestSource, LiveSource {
  final ReentrantLock lock = new ReentrantLock();
  final WakeQueue queue = new WakeQueue(); // guarded by lock
  private long lastId; // the thread that delivers only, of which there is one at a time

  /** Nanoseconds since the epoch. Any thread. */
  abstract long nanos();

  /** Queues one for a time, or moves it there; false, and nothing done, where this is closed. */
  abstract boolean arm(QueuedWakeup wake, long atNanos);

  /** Delivers what is due, where nobody else does. Any thread that holds no lock. */
  void flush() {}

  /**
   * Delivers what is due, where nobody else does, and throws what handlers have thrown on this
   * thread meanwhile. Any thread that holds no lock.
   */
  void flushAndThrow() {}

  /** Whether time goes on by itself, so that an event can be late (laws K9, K12). */
  abstract boolean isLive();

  /** Whether the calling thread delivers now: time stands, or is not told, until it has ended. */
  abstract boolean isDelivering();

  /** Whether nothing is to start any more. */
  abstract boolean isClosed();

  /** A handler or a callback is about to be called. The thread that calls it. */
  void delivering(String name, long scheduledNanos, long latenessNanos) {}

  /** A callback, a handler or a dispatcher has thrown. Any thread. */
  abstract void failed(String name, long scheduledNanos, Throwable failure);

  /** A handler is about to be given to an executor. The thread that delivers. */
  void queued() {}

  /** A handler that was given to an executor runs on this thread from here on. */
  void started() {}

  /** It has run on this thread. */
  void ended() {}

  /** Nothing is left to be done about a handler that was given to an executor. */
  void finished() {}

  /** Takes one out of the queue; false where it was not in. */
  final boolean disarm(QueuedWakeup wake) {
    lock.lock();
    try {
      return queue.remove(wake);
    } finally {
      lock.unlock();
    }
  }

  /** Queues a callback, and says whether any thread may call it. */
  final Wakeup wake(long atNanos, String name, Runnable callback, boolean anyThread) {
    PlainWakeup wake = new PlainWakeup(this, name, callback, anyThread);
    if (!arm(wake, Math.max(atNanos, nanos()))) {
      throw new IllegalStateException(
          "[PL-K5.3] callback '%s' at %d ns: its time source is closed; close it after all that uses it"
              .formatted(name, atNanos));
    }
    flushAndThrow();
    return wake;
  }

  /** The thread that delivers. */
  final long nextId() {
    return ++lastId;
  }

  /** How many are pending. */
  final int pending() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }
}
