package dev.parklane.runtime.scheduling;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Something that runs in a thread of its own while the one that triggered it is parked: the two
 * ends of a hand-off. Made for one run.
 */
public abstract class TriggeredRun implements Callable<@Nullable Void> {
  @Nullable LockStepScheduler scheduler; // set by the writer before it parks
  @Nullable Thread parked; // set by the writer before it parks
  volatile boolean done; // set last by this run, read by its writer
  volatile boolean refusedAsPinned; // set by the watch, read by the writer

  /** Makes a run that has no thread yet. */
  public TriggeredRun() {}

  /** {@return what its thread is called} */
  protected abstract String threadName();

  /** Does what there is to do, on the calling thread; lets nothing out. */
  protected abstract void runHere();

  /**
   * Takes the failure that the writer shall see, which goes on: the run got no thread.
   *
   * @param cause why there is no thread
   */
  protected abstract void failed(Throwable cause);

  /** Runs in a thread of its own, and then hands the turn back to its writer. */
  @Override
  public final @Nullable Void call() {
    try {
      runHere();
    } finally {
      finish(); // whatever happens: the writer waits for nothing else
    }
    return null;
  }

  final void couldNotStart(Throwable cause) {
    try {
      failed(cause);
    } finally {
      finish();
    }
  }

  /** Fails the write of a writer that waits for itself, as it cannot leave its carrier. */
  final void couldNotStartPinned(String agent, Thread writer) {
    couldNotStart(
        new IllegalStateException(
            "[PL-E5] a handler of "
                + agent
                + " wrote to a lane in "
                + ThreadText.of(writer)
                + " while it was pinned to its carrier, inside a static initializer or under a"
                + " native frame; write from plain Java code"));
  }

  /** Hands the turn back to its writer. */
  final void finish() {
    LockStepScheduler with = scheduler;
    Thread writer = parked;
    done = true;
    if (with != null && writer != null) {
      with.hand(writer);
    }
  }

  /** Wakes the writer, which is pinned, so that its write fails. Any thread. */
  final void refuseAsPinned() {
    refusedAsPinned = true;
    Thread writer = parked;
    if (writer != null) {
      LockSupport.unpark(writer);
    }
  }

  /** Waits on without ever giving up: the handler has the turn, and the writer must not run. */
  final void awaitDone() {
    while (!done) {
      try {
        LockSupport.park();
      } catch (StackOverflowError | OutOfMemoryError e) {
        Thread.onSpinWait(); // it had room to park before, so it will again
      }
    }
  }
}
