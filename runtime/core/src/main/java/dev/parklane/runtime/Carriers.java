package dev.parklane.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The platform threads of a plane on which lock-step schedulers take turns.
 *
 * <p>They are plain workers of a fork-join pool in queue order, and must not be the JDK's own
 * carrier threads: on those a continuation that yields is queued past its scheduler, and an agent
 * could run on two carriers at once.
 */
final class Carriers implements AutoCloseable {
  private final AtomicInteger named = new AtomicInteger();
  private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
  private final ForkJoinPool pool;

  Carriers(int count) {
    pool = new ForkJoinPool(count, this::worker, null, true);
  }

  private ForkJoinWorkerThread worker(ForkJoinPool of) {
    ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(of);
    worker.setName("parklane-carrier-" + named.incrementAndGet());
    worker.setDaemon(false);
    started.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    started.add(worker);
    return worker;
  }

  /** Gives a scheduler a turn on a carrier. */
  void execute(Runnable scheduler) {
    pool.execute(scheduler);
  }

  /** Ends the carriers, and waits until the last of them has ended. */
  @Override
  public void close() {
    pool.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        for (Thread thread : started) {
          thread.join();
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
