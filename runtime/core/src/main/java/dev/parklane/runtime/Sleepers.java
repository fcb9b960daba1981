package dev.parklane.runtime;

import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.scheduling.Enclosure;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The handlers of a plane that sleep on its clock. None of them is at work meanwhile. */
final class Sleepers {
  private final TimeSource clock;
  private final AtWork atWork;
  private final Set<Sleep> sleeping = ConcurrentHashMap.newKeySet();
  private int woken; // guarded by this

  /** Of one handler. */
  private static final class Sleep {
    final Thread thread = Thread.currentThread();
    final AtWork.Absence absence;
    private volatile boolean over;
    private volatile boolean cutShort;

    Sleep(AtWork atWork) {
      absence = atWork.absence();
    }

    void end(boolean early) {
      absence.end();
      if (early) {
        cutShort = true;
      } else {
        over = true;
      }
      LockSupport.unpark(thread);
    }

    void await() throws InterruptedException {
      while (!over) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        if (cutShort) {
          throw new InterruptedException(
              "the plane is closing, and nobody moves its clock any more: the sleep has ended"
                  + " early");
        }
        LockSupport.park(this);
      }
    }
  }

  Sleepers(TimeSource clock, AtWork atWork) {
    this.clock = clock;
    this.atWork = atWork;
  }

  /** Holds this thread, a handler of an agent, until a time, outside of the guest that it is in. */
  void sleep(long untilNanos, String name) throws InterruptedException {
    Enclosure left = Enclosure.leave();
    try {
      sleepOutside(untilNanos, name);
    } finally {
      Enclosure.comeBack(left);
    }
  }

  private void sleepOutside(long untilNanos, String name) throws InterruptedException {
    Sleep sleep = new Sleep(atWork);
    Wakeup wakeup = clock.wake(untilNanos, name, () -> sleep.end(false));
    sleeping.add(sleep);
    sleep.absence.start();
    try {
      sleep.await();
    } finally {
      wakeup.cancel();
      sleep.absence.end();
      woke(sleep);
    }
  }

  /**
   * Waits until one that sleeps has gone on, or ends all their sleeps.
   *
   * @return whether none slept
   */
  boolean awaitNone(boolean wakeAll) throws InterruptedException {
    if (sleeping.isEmpty()) {
      return true;
    }
    if (wakeAll) {
      sleeping.forEach(sleep -> sleep.end(true));
    } else {
      awaitOne();
    }
    return false;
  }

  private synchronized void awaitOne() throws InterruptedException {
    int woken = this.woken;
    while (woken == this.woken && !sleeping.isEmpty()) {
      wait();
    }
  }

  private synchronized void woke(Sleep sleep) {
    sleeping.remove(sleep);
    woken++;
    notifyAll();
  }
}
