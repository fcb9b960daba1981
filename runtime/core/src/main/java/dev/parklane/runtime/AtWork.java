package dev.parklane.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many agents of a plane are at work, and a wait for there to be none. A message is in a
 * mailbox of an agent that is at work, or in the cascade of one; so when none is, nothing is under
 * way.
 *
 * <p>An agent whose handler waits for its clock, or for another agent of the plane, is not at work
 * meanwhile: it goes on when time moves, or when the other has answered. Otherwise a clock that
 * waits for everybody before it moves on would wait for those who wait for it.
 */
final class AtWork {
  private final AtomicInteger count = new AtomicInteger();
  private volatile int waiting; // written under this
  private volatile int stretches; // written by whoever counts the first: so often it was not 0
  private int settled; // under this: stretches when it was last settled

  /** The wait of an agent, which is not at work meanwhile. */
  final class Absence {
    private final AtomicBoolean ended = new AtomicBoolean();

    private Absence() {}

    /** To be called when whoever will end the wait knows of it. */
    void start() {
      AtWork.this.end();
    }

    /**
     * To be called by whoever ends the wait, while it is at work itself. Any thread; once counts.
     */
    void end() {
      if (ended.compareAndSet(false, true)) {
        AtWork.this.begin();
      }
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // it need only change
  void begin() {
    if (count.getAndIncrement() == 0) {
      stretches++;
    }
  }

  void end() {
    if (count.decrementAndGet() == 0 && waiting > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** For an agent that is at work and about to wait. It may end before it starts. */
  Absence absence() {
    return new Absence();
  }

  /** Waits until no agent is at work. */
  void awaitNone() throws InterruptedException {
    while (!awaitNone(0)) {
      // only a bound on the wait could end it earlier
    }
  }

  /** Waits for none, and says whether there was any since the last call. */
  synchronized boolean settle() throws InterruptedException {
    awaitNone();
    boolean anew = settled != stretches;
    settled = stretches;
    return anew;
  }

  /**
   * Waits for none for so many milliseconds at the most, 0 for no bound; whether there is none now.
   */
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
