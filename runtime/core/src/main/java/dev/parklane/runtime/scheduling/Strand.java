package dev.parklane.runtime.scheduling;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One thread of the agent as its scheduler sees it: an executor of its continuation alone. */
class Strand implements Executor {
  static final Runnable ENDED = () -> {};

  @Nullable LockStepScheduler scheduler; // of its agent now; null when the thread has ended
  @Nullable Thread thread; // set before it starts
  @Nullable Runnable continuation; // set when it starts
  @Nullable Strand behind; // whoever holds the queue it stands in

  Strand(LockStepScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public void execute(Runnable runnable) {
    if (continuation == null) {
      continuation = runnable; // the thread's own start comes before any start of its children
    }
    LockStepScheduler own = scheduler;
    if (runnable == continuation && own != null) {
      own.enqueue(this);
    } else {
      JdkVirtualThreads.defaultScheduler().execute(runnable);
    }
  }

  /** Where the thread has ended, one that it has started keeps this, and no more. The carrier. */
  final void endIfOver() {
    Thread ran = thread;
    if (ran != null && !ran.isAlive()) {
      scheduler = null;
      continuation = ENDED;
      thread = null;
    }
  }
}
