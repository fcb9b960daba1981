package dev.parklane.runtime.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds writers that parked while they were pinned to their carrier, and has their write fail.
 *
 * <p>A thread inside a static initializer or under a native frame cannot leave its carrier. A lane
 * write there would wait for a handler that waits for the same carrier, without end and without a
 * word. Nothing public tells a thread that it is pinned, so a watch looks at the carriers a few
 * times a second: a request that a mounted, waiting writer leaves untaken twice in a row can be
 * nothing else.
 */
public final class PinnedWriters {
  /** How long a watch waits before it looks again. */
  public static final long TICK_MILLIS = 250;

  private final Collection<? extends Carrier> carriers;
  private final Map<Carrier, TriggeredRun> suspects = new HashMap<>(); // the watch

  /** A thread on which lock-step schedulers take turns. */
  public interface Carrier {
    /** {@return what it runs now, or null} Any thread. */
    @Nullable LockStepScheduler running();
  }

  /**
   * Watches these carriers, which come and go.
   *
   * @param carriers read anew at each look, by the watching thread
   */
  public PinnedWriters(Collection<? extends Carrier> carriers) {
    this.carriers = carriers;
  }

  /** Looks once. */
  public void look() {
    try {
      carriers.forEach(this::look);
      suspects.keySet().retainAll(carriers);
    } catch (OutOfMemoryError e) {
      suspects.clear(); // the next tick looks again
    }
  }

  private void look(Carrier carrier) {
    LockStepScheduler scheduler = carrier.running();
    if (scheduler != null) {
      nudge(scheduler);
    }
    TriggeredRun untaken = scheduler == null ? null : requestOfAWaitingWriter(scheduler);
    @Nullable TriggeredRun before =
        untaken == null ? suspects.remove(carrier) : suspects.put(carrier, untaken);
    if (untaken != null && untaken == before) {
      untaken.refuseAsPinned();
    }
  }

  /**
   * Wakes the mounted thread where it waits although others of the agent could run. The JDK parks a
   * thread on its carrier when there is no memory to take it off; woken, it tries again. The
   * carrier waits then too: a thread that is just being taken off is left alone.
   */
  private static void nudge(LockStepScheduler scheduler) {
    Thread waiting = scheduler.mounted;
    Thread on = scheduler.carrier;
    if (waiting != null
        && on != null
        && on.getState() == Thread.State.WAITING
        && waiting.getState() == Thread.State.WAITING
        && (scheduler.next != null || scheduler.canRun())) {
      LockSupport.unpark(waiting);
    }
  }

  /** What a mounted writer waits for and the owner has not taken, if it is so. */
  private static @Nullable TriggeredRun requestOfAWaitingWriter(LockStepScheduler scheduler) {
    Thread writer = scheduler.mounted;
    return writer != null && writer.getState() == Thread.State.WAITING ? scheduler.request : null;
  }
}
