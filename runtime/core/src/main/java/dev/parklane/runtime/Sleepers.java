package dev.parklane.runtime;

import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The handlers of a plane that wait for time to pass: they sleep on its clock, or await an answer
 * until it is too late. None of them is at work meanwhile.
 */
final class Sleepers {
  private final TimeSource clock;
  private final Set<Wait> waiting = new LinkedHashSet<>(); // guarded by this; in order (law E10)
  private int over; // guarded by this: how many waits
  private int looks; // guarded by this: how often who closes was woken to look around

  /** Of one handler. */
  interface Wait {
    /** The plane is closing, and nobody moves its clock any more. Any thread, often. */
    void endEarly();
  }

  private static final class Sleep implements Wait {
    final Thread thread = Thread.currentThread();
    final AtWork.Absence absence;
    private volatile boolean over;
    private volatile boolean cutShort;

    Sleep(AtWork.Absence absence) {
      this.absence = absence;
    }

    @Override
    public void endEarly() {
      end(true);
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

  Sleepers(TimeSource clock) {
    this.clock = clock;
  }

  /**
   * Holds this thread, a handler of this agent, until a time, outside of the guest that it is in.
   */
  void sleep(long untilNanos, AgentCell sleeper) throws InterruptedException {
    ExclusiveContext left = ExclusiveContext.leave();
    try {
      sleepOutside(untilNanos, sleeper);
    } finally {
      ExclusiveContext.comeBack(left);
    }
  }

  private void sleepOutside(long untilNanos, AgentCell sleeper) throws InterruptedException {
    Sleep sleep = new Sleep(sleeper.absence());
    Wakeup wakeup = clock.wakeOnAnyThread(untilNanos, sleeper.uri(), () -> sleep.end(false));
    add(sleep);
    sleep.absence.start();
    try {
      sleep.await();
    } finally {
      wakeup.cancel();
      sleep.absence.end();
      remove(sleep);
    }
  }

  /**
   * Waits until one that waits has gone on, or it is woken, or ends all their waits.
   *
   * @return whether none waited
   */
  boolean awaitNone(boolean endAll) throws InterruptedException {
    List<Wait> all = waiting();
    if (all.isEmpty()) {
      return true;
    }
    if (endAll) {
      all.forEach(Wait::endEarly);
    } else {
      awaitOne();
    }
    return false;
  }

  /** Whether any sleeps, which only time ends. */
  synchronized boolean areAny() {
    return waiting.stream().anyMatch(Sleep.class::isInstance);
  }

  /** Wakes whoever waits until none waits. */
  synchronized void wake() {
    looks++;
    notifyAll();
  }

  private synchronized List<Wait> waiting() {
    return List.copyOf(waiting);
  }

  private synchronized void awaitOne() throws InterruptedException {
    int before = over;
    int looked = looks;
    while (over == before && looks == looked && !waiting.isEmpty()) {
      wait();
    }
  }

  /** A handler is about to wait; to be called while it is at work. */
  synchronized void add(Wait wait) {
    waiting.add(wait);
  }

  /** It goes on; to be called when it is at work again. */
  synchronized void remove(Wait wait) {
    waiting.remove(wait);
    over++;
    notifyAll();
  }
}
