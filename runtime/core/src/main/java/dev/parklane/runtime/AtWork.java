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
  synchronized void awaitNone() throws InterruptedException {
    waiting++;
    try {
      while (count.get() != 0) {
        wait();
      }
    } finally {
      waiting--;
    }
  }
}
