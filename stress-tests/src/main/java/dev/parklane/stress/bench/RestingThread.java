package dev.parklane.stress.bench;

import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that stays, parked, and does something each time it is woken: a wake that makes none.
 */
final class RestingThread implements Runnable {
  private final Executor carriers;
  private final Queue<Runnable> runnable = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile @Nullable Runnable work; // set before it is woken, taken by the thread
  private volatile boolean ended;

  RestingThread(Executor carriers) {
    this.carriers = carriers;
    thread = JdkVirtualThreads.newThread(this::enqueue, "/resting/1", this::rest);
    thread.start();
  }

  private void enqueue(Runnable continuation) {
    runnable.add(continuation);
    carriers.execute(this);
  }

  @Override
  public void run() {
    Runnable next = runnable.poll();
    if (next != null) {
      next.run();
    }
  }

  private void rest() {
    while (!ended) {
      Runnable there = work;
      if (there == null) {
        LockSupport.park();
      } else {
        work = null;
        there.run();
      }
    }
  }

  void wake(Runnable to) {
    work = to;
    LockSupport.unpark(thread);
  }

  void end() {
    ended = true;
    LockSupport.unpark(thread);
  }
}
