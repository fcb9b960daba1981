package dev.parklane.runtime.scheduling;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a stretch of work has forked for triggered handlers and keeps for later ones
 * (law E11), the one that rested last on top. A writer that finds one there hands it the turn, and
 * the owner is not asked.
 *
 * <p>Only where the scheduler is that of its threads: they run one at a time, and whoever runs may
 * change what is here.
 *
 * <p>A writer names the thread and leaves its request; it is the thread that takes both the request
 * and itself off the top. So a writer that finds no stack left to park on takes its request back,
 * and no thread is lost; the one that it named finds nothing to do, and rests on.
 */
final class KeptThreads {
  /** How many a stretch keeps at the most; a cascade that goes deeper has new ones below that. */
  static final int MOST = 16;

  static final String RESTING = "resting";

  private final LockStepScheduler scheduler;
  private int made;
  @Nullable Kept resting; // the topmost

  KeptThreads(LockStepScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** What the next thread of the stretch runs: past the bound, this run and no other. */
  Callable<@Nullable Void> next(TriggeredRun run) {
    return ++made > MOST ? run : new Kept(run);
  }

  /** The stretch is over: none is kept any more. By the owner, when no handler is left. */
  void end() {
    leave(resting);
    resting = null;
  }

  /** The agent rests: one is kept, for what comes next. When no handler is left. */
  void keepOne() {
    Kept top = resting;
    if (top != null) {
      leave(top.below);
      top.below = null;
    }
  }

  /** It ends, and so do all below it. */
  private void leave(@Nullable Kept top) {
    for (Kept each = top; each != null; each = each.below) {
      each.isLeft = true;
      LockSupport.unpark(each.thread);
      made--;
    }
  }

  /** One of the threads. */
  final class Kept implements Callable<@Nullable Void> {
    private @Nullable TriggeredRun first; // what it is forked for
    private @Nullable Kept below;
    private @Nullable Thread thread;
    private boolean isLeft; // it rests no more, and ends
    boolean called; // a writer has named it

    private Kept(TriggeredRun first) {
      this.first = first;
    }

    /** The turn goes to it as soon as the calling writer has parked. */
    void call(TriggeredRun run) {
      called = true;
      scheduler.request = run;
      scheduler.next = thread;
    }

    @Override
    public @Nullable Void call() {
      TriggeredRun run = first;
      first = null;
      thread = Thread.currentThread();
      ReusedThread reused = new ReusedThread();
      while (run != null) {
        boolean rests = false;
        try {
          run.runHere();
          rests = reused.clear();
        } finally {
          if (rests) {
            reused.name(RESTING);
            below = resting;
            resting = this;
          }
          run.finish(); // whatever happens: the writer waits for nothing else
        }
        run = rests ? awaitCall() : null;
        if (run != null) {
          reused.name(run.threadName());
        }
      }
      return null;
    }

    private @Nullable TriggeredRun awaitCall() {
      while (!isLeft) {
        try {
          LockSupport.park();
        } catch (OutOfMemoryError e) { // which leaving the carrier may take
          remove(this);
          return null;
        }
        Thread.interrupted(); // a stranger's; it must not spin
        if (called && resting == this) {
          called = false;
          TriggeredRun run = scheduler.request;
          if (run != null) {
            scheduler.request = null;
            resting = below;
            return run;
          }
        }
      }
      return null;
    }
  }

  private void remove(Kept gone) {
    if (resting == gone) {
      resting = gone.below;
      return;
    }
    for (Kept each = resting; each != null; each = each.below) {
      if (each.below == gone) {
        each.below = gone.below;
        return;
      }
    }
  }
}
