package dev.parklane.runtime.scheduling;

import java.util.concurrent.locks.LockSupport;

/**
 * The scope of an agent whose handlers are mounted, opened when the first of them needs a thread of
 * its own: beyond the depth, or over a frame of another language. On a thread apart, which forks
 * and runs no user code, as that of an {@link Owner} does.
 */
final class LateScope implements Runnable {
  private final LockStepScheduler scheduler;
  private final AgentWork work;
  private final Owner owner;
  private final Thread runner = Thread.currentThread();
  private volatile boolean over; // set by the runner
  private volatile boolean closed; // set last

  final Thread thread; // its own; whoever makes this starts it

  /** For the stretch of work that the calling thread runs. */
  LateScope(LockStepScheduler scheduler, AgentWork work, Owner owner) {
    this.scheduler = scheduler;
    this.work = work;
    this.owner = owner;
    thread = scheduler.newThread(work.name(), this);
  }

  @Override
  public void run() {
    try {
      work.bind(() ->
          HandlerScope.run(
              work.name(), scheduler::newThread, scope -> owner.serveScope(scope, () -> over)));
    } catch (Throwable t) { // no memory for a scope: the writer has to know
      TriggeredRun run = scheduler.request;
      if (run != null && LockStepScheduler.REQUEST.compareAndSet(scheduler, run, null)) {
        run.couldNotStart(t);
      }
    } finally {
      closed = true;
      scheduler.hand(runner);
    }
  }

  /** Whether it is over, or could not be opened. */
  boolean isClosed() {
    return closed;
  }

  /** Closes it, and waits until its thread is over. The runner. */
  void close() {
    over = true;
    scheduler.hand(thread);
    while (!closed) {
      LockSupport.park();
      Thread.interrupted();
    }
  }
}
