package dev.parklane.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many agents of a plane are at work, and a wait for there to be none. A message is in a
 * mailbox of an agent that is at work, or in the cascade of one; so when none is, nothing is under
 * way.
 */
final class AtWork {
  private final AtomicInteger count = new AtomicInteger();
  private volatile int waiting; // written under this

  void begin() {
    count.incrementAndGet();
  }

  void end() {
    if (count.decrementAndGet() == 0 && waiting > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Waits until no agent is at work. */
  void awaitNone() throws InterruptedException {
    while (!awaitNone(0)) {
      // only a bound on the wait could end it earlier
    }
  }

  /** Likewise, for so many milliseconds at the most, 0 for no bound; whether there is none now. */
  synchronized boolean awaitNone(long millis) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    waiting++;
    try {
      if (count.get() != 0) {
        wait(millis);
      }
      return count.get() == 0;
    } finally {
      waiting--;
    }
  }
}
