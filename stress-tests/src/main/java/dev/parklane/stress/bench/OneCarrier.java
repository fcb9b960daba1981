package dev.parklane.stress.bench;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * The least that schedules virtual threads on one carrier: a queue that only its own thread
 * touches. What runs there must be woken there.
 */
final class OneCarrier implements Executor {
  private final ArrayDeque<Runnable> queue = new ArrayDeque<>();

  @Override
  public void execute(Runnable continuation) {
    queue.add(continuation);
  }

  /** Runs what is queued, and what that queues, on the calling thread. */
  void run() {
    Runnable next;
    while ((next = queue.poll()) != null) {
      next.run();
    }
  }
}
