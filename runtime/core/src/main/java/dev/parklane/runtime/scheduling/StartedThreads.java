package dev.parklane.runtime.scheduling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Virtual threads of a plane that no scope of its waits for, so that whoever closes the plane can
 * wait for the last of them: owners on the JDK's default scheduler, work that agents suspend. Any
 * thread.
 */
public final class StartedThreads {
  private static final int KEPT = 1_024; // ended ones that are kept at the most, about

  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sinceSweep = new AtomicInteger();

  /** Makes a set of no threads. */
  public StartedThreads() {}

  /**
   * Makes a virtual thread on the JDK's default scheduler, not started.
   *
   * @param name what the thread is called
   * @param work what the thread does
   * @return the thread, which is not among these threads before it is added
   */
  public static Thread make(String name, Runnable work) {
    return Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(work);
  }

  /**
   * Adds a thread that is about to start.
   *
   * @param thread a virtual one; it is forgotten after it has ended
   */
  public void add(Thread thread) {
    started.add(thread);
    if (sinceSweep.incrementAndGet() >= KEPT) {
      sinceSweep.set(0);
      started.removeIf(t -> t.getState() == Thread.State.TERMINATED);
    }
  }

  /** {@return whether none of them runs, but for the calling one} */
  public boolean haveEnded() {
    return started.stream().noneMatch(t -> t.isAlive() && t != Thread.currentThread());
  }

  /**
   * Waits until all of them have ended, so many nanoseconds at the most. An interrupt is kept for
   * later.
   *
   * @param atMostNanos of elapsed time, for all of them together
   * @return those that have not
   */
  public List<Thread> join(long atMostNanos) {
    boolean interrupted = false;
    long begun = System.nanoTime();
    List<Thread> left = new ArrayList<>();
    for (Thread thread : started) {
      while (thread.isAlive() && thread != Thread.currentThread()) { // which may be the closer
        long nanos = atMostNanos - (System.nanoTime() - begun);
        if (nanos <= 0) {
          left.add(thread);
          break;
        }
        try {
          thread.join(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return left;
  }
}
