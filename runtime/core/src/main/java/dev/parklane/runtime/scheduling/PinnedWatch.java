package dev.parklane.runtime.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds writers that parked while they were pinned to their carrier, and has their write fail.
 *
 * <p>A thread inside a static initializer or under a native frame cannot leave its carrier. A lane
 * write there would wait for a handler that waits for the same carrier, without end and without a
 * word. Nothing public tells a thread that it is pinned, so this thread looks at the carriers a few
 * times a second: a request that a mounted, waiting writer leaves untaken twice in a row can be
 * nothing else.
 */
final class PinnedWatch extends Thread {
  private static final long TICK_MILLIS = 250;

  private final Collection<CarrierPool.Carrier> carriers;
  private final Map<CarrierPool.Carrier, TriggeredRun> suspects = new HashMap<>(); // this thread
  private boolean ended; // guarded by this

  PinnedWatch(Collection<CarrierPool.Carrier> carriers) {
    super("parklane-pinned-watch");
    this.carriers = carriers;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (!awaitTick()) {
        lookAround();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it but to end it
    }
  }

  private synchronized boolean awaitTick() throws InterruptedException {
    if (!ended) {
      wait(TICK_MILLIS);
    }
    return ended;
  }

  private void lookAround() {
    try {
      carriers.forEach(this::look);
      suspects.keySet().retainAll(carriers);
    } catch (OutOfMemoryError e) {
      suspects.clear(); // the next tick looks again
    }
  }

  private void look(CarrierPool.Carrier carrier) {
    LockStepScheduler scheduler = carrier.running();
    if (scheduler != null) {
      scheduler.nudge();
    }
    TriggeredRun untaken = scheduler == null ? null : scheduler.requestOfAWaitingWriter();
    @Nullable TriggeredRun before =
        untaken == null ? suspects.remove(carrier) : suspects.put(carrier, untaken);
    if (untaken != null && untaken == before) {
      untaken.refuseAsPinned();
    }
  }

  /** Ends the watch, and waits until it has ended. */
  void end() throws InterruptedException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    join();
  }
}
