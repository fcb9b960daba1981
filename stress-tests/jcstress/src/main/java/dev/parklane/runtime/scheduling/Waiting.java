package dev.parklane.runtime.scheduling;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** What a handler waits for that comes from another thread, as a future does. */
final class Waiting {
  private volatile @Nullable Thread waiter;
  private volatile boolean told;

  /** Parks the calling thread until it is told. */
  void await() {
    waiter = Thread.currentThread();
    while (!told) {
      LockSupport.park();
    }
  }

  /** Wakes the thread that waits, or is just about to. */
  void tell() {
    Thread waiting = waiter;
    while (waiting == null) {
      Thread.onSpinWait();
      waiting = waiter;
    }
    told = true;
    LockSupport.unpark(waiting);
  }
}
