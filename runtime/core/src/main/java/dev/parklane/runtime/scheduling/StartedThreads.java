package dev.parklane.runtime.scheduling;

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

  /** A virtual thread on the JDK's default scheduler, not started. */
  public static Thread make(String name, Runnable work) {
    return Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(work);
  }

  /** A thread that is about to start. */
  public void add(Thread thread) {
    started.add(thread);
    if (sinceSweep.incrementAndGet() >= KEPT) {
      sinceSweep.set(0);
      started.removeIf(t -> t.getState() == Thread.State.TERMINATED);
    }
  }

  /** Whether none of them runs, but for the calling one. */
  public boolean haveEnded() {
    return started.stream().noneMatch(t -> t.isAlive() && t != Thread.currentThread());
  }

  /** Waits until all of them have ended. An interrupt is kept for later. */
  public void join() {
    boolean interrupted = false;
    for (Thread thread : started) {
      while (thread.isAlive() && thread != Thread.currentThread()) { // which may be the closer
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
