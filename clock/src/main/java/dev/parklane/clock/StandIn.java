package dev.parklane.clock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that stands in for a platform thread which advances a {@link TestClock}, as long
 * as nothing needs that very thread: so that is woken once, and not for each event.
 *
 * <p>One of the two goes on at any time. The stand-in counts its steps: it waits in the odd ones,
 * and delivers in the even ones. While it waits it can be taken off. The thread that advances does
 * so where it is interrupted, and where the stand-in could go on but gets no carrier: handlers that
 * are pinned to theirs may hold them all, and wait for time to move on. One that was taken off does
 * nothing more, and ends as soon as it runs.
 */
final class StandIn implements Runnable {
  // Some 50 us: most of what a short advance sets off is done by then, and to park takes as long.
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 2_000 : 0;
  private static final long LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final Duration AT_MOST = Duration.ofSeconds(1); // it may get no carrier
  private static final int STEPS_PER_TURN = 128; // in which it may not have waited at all
  private static final long FIRST = 1;
  private static final long TAKEN_OFF = -2;

  private final Errand errand;
  private final Thread caller = Thread.currentThread();
  private final AtomicLong step = new AtomicLong(FIRST); // both threads
  private @Nullable Thread thread; // the caller
  private boolean starves; // the caller: it has seen that no carrier is to be had
  private boolean settled; // the virtual thread before it has ended, then the caller; as below
  private @Nullable Throwable thrown;
  private volatile boolean ended; // written by the virtual thread

  /** What it does in place of the thread that advances. */
  interface Errand {
    /** It is about to be begun on this thread. */
    void begins(Thread by);

    /** Waits until all is settled; false where the thread that advances is needed for that. */
    boolean settle() throws InterruptedException;

    /** Delivers the next that is due; false where there is none, or none that it may deliver. */
    boolean deliver();

    /** Whether what it waits for is quiet now. The thread that advances. */
    boolean isQuiet();
  }

  StandIn(Errand errand) {
    this.errand = errand;
  }

  /** Whether it was taken off, or could not begin. The thread that advances. */
  boolean isTakenOff() {
    return step.get() == TAKEN_OFF;
  }

  @Override
  public void run() {
    try {
      for (long at = FIRST; step.get() == at; step.set(at)) {
        if (at % STEPS_PER_TURN == STEPS_PER_TURN - 1) {
          Thread.yield();
        }
        settled = errand.settle();
        if (!step.compareAndSet(at, at + 1) || !settled || !errand.deliver()) {
          return;
        }
        at += 2;
      }
    } catch (InterruptedException e) { // as the thread that advances was, which settles itself then
      settled = false;
    } catch (Throwable t) { // thrown by that thread
      thrown = t;
    } finally {
      ended = true;
      LockSupport.unpark(caller);
    }
  }

  /**
   * Has it begin, and waits until it has ended or is taken off. The thread that advances, which has
   * its interrupt status as without this.
   *
   * @param waits are told when the thread is woken
   * @return whether it has ended where all is settled
   */
  boolean await(List<VirtualWork.Wait> waits) {
    try {
      if (begin()) {
        awaitEnd(waits);
      }
    } finally {
      takeOff();
    }
    if (isTakenOff()) {
      return false;
    }
    if (thrown != null) {
      throw TestSource.<RuntimeException>asThrown(thrown);
    }
    return settled;
  }

  /** False where there is no memory for a thread. */
  private boolean begin() {
    try {
      Thread made =
          Thread.ofVirtual()
              .name("parklane-advance")
              .inheritInheritableThreadLocals(false)
              .unstarted(this);
      errand.begins(made);
      thread = made;
      made.start();
      return true;
    } catch (OutOfMemoryError | RejectedExecutionException e) {
      return false; // the thread that advances does without it
    }
  }

  /** Returns where it has ended, where the caller is interrupted, and where it gets no carrier. */
  private void awaitEnd(List<VirtualWork.Wait> waits) {
    for (int i = 0; i < SPINS && !ended; i++) {
      Thread.onSpinWait();
    }
    long seen = TAKEN_OFF;
    long since = 0;
    while (!ended && !caller.isInterrupted()) {
      LockSupport.parkNanos(this, LOOKS_NANOS);
      waits.forEach(VirtualWork.Wait::woken);
      long at = step.get();
      long now = System.nanoTime();
      if (at != seen || at % 2 == 0 || !errand.isQuiet()) {
        seen = at;
        since = now;
      } else if (now - since >= LOOKS_NANOS) {
        starves = true;
        return;
      }
    }
  }

  /** Unless it has ended, it does nothing more from here on. */
  private void takeOff() {
    Thread other = thread;
    boolean interrupted = Thread.interrupted();
    while (!ended && !isTakenOff()) {
      if (other != null) {
        other.interrupt();
      }
      long at = step.get();
      if (at % 2 != 0) {
        step.compareAndSet(at, TAKEN_OFF);
      } else {
        Thread.yield(); // it delivers, which does not last
      }
    }
    while (other != null && other.isAlive()) {
      try {
        if (!isTakenOff()) {
          other.join();
        } else if (starves || !other.join(AT_MOST)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      caller.interrupt();
    }
  }
}
