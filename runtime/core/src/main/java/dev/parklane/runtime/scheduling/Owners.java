package dev.parklane.runtime.scheduling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The owners that run on the JDK's default scheduler, so that whoever closes a plane can wait for
 * the last of them. Any thread.
 */
public final class Owners {
  private static final int KEPT = 1_024; // ended ones that are kept at the most, about

  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sinceSweep = new AtomicInteger();

  void add(Thread owner) {
    started.add(owner);
    if (sinceSweep.incrementAndGet() >= KEPT) {
      sinceSweep.set(0);
      started.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    }
  }

  /** Waits until all of them have ended. An interrupt is kept for later. */
  public void join() {
    boolean interrupted = false;
    for (Thread owner : started) {
      while (owner.isAlive()) {
        try {
          owner.join();
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
