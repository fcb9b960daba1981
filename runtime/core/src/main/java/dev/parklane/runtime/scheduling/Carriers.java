package dev.parklane.runtime.scheduling;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads of a plane on which lock-step schedulers take turns.
 *
 * <p>They are plain workers of a fork-join pool in queue order, and must not be the JDK's own
 * carrier threads: on those a continuation that yields is queued past its scheduler, and an agent
 * could run on two carriers at once.
 */
public final class Carriers implements AutoCloseable {
  private final AtomicInteger named = new AtomicInteger();
  private final Queue<Carrier> started = new ConcurrentLinkedQueue<>();
  private final ForkJoinPool pool;
  private final PinnedWatch watch = new PinnedWatch(started);

  /** One of the platform threads. */
  static final class Carrier extends ForkJoinWorkerThread {
    private volatile @Nullable LockStepScheduler running; // this thread; the watch reads

    private Carrier(ForkJoinPool pool) {
      super(null, pool, true);
    }

    @Nullable LockStepScheduler running() {
      return running;
    }
  }

  /** So many carriers at the most; they start when they are needed. */
  public Carriers(int count) {
    pool = new ForkJoinPool(count, this::carrier, null, true);
    watch.start();
  }

  private Carrier carrier(ForkJoinPool of) {
    Carrier carrier = new Carrier(of);
    carrier.setName("parklane-carrier-" + named.incrementAndGet());
    carrier.setDaemon(true); // as virtual threads are: a plane keeps no JVM alive
    started.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    started.add(carrier);
    return carrier;
  }

  /** Notes what the calling carrier runs from now on; null for nothing. */
  static void runs(@Nullable LockStepScheduler scheduler) {
    if (Thread.currentThread() instanceof Carrier carrier) {
      carrier.running = scheduler;
    }
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
        watch.end();
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
