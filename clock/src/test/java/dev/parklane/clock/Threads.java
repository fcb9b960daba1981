package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;

/** Threads that meet, for tests. */
final class Threads {
  private Threads() {}

  static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A thread that waits for another by the time this returns. */
  static Thread waiting(Runnable task) {
    Thread thread = Thread.ofPlatform().daemon().start(task);
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
    return thread;
  }

  @SuppressWarnings("unchecked")
  static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
