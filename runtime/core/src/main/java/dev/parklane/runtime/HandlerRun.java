package dev.parklane.runtime;

import dev.parklane.runtime.recording.HandlerEvent;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of a handler in a cascade: who wrote, how deep it stands, and whether it is done.
 *
 * <p>It is the task of the handler's thread (law E5), or, for the handler of a root event, called
 * on the root thread.
 */
final class HandlerRun implements Callable<@Nullable Void> {
  private final Cascade cascade;
  private final HandlerName name;
  private final @Nullable Observer observer;
  private final Invocation handler;
  private final @Nullable HandlerRun writer;
  private final int depth;

  private @Nullable Thread parked; // set by the writer before it parks, then read by this run
  private volatile boolean done; // set last by this run, read by its writer
  private @Nullable Thread thread; // the thread of this run
  private volatile boolean refusedAsPinned; // set by the watch, read by the writer

  HandlerRun(
      Cascade cascade,
      HandlerName name,
      @Nullable Observer observer,
      Invocation handler,
      @Nullable HandlerRun writer) {
    this.cascade = cascade;
    this.name = name;
    this.observer = observer;
    this.handler = handler;
    this.writer = writer;
    this.depth = writer == null ? 0 : writer.depth + 1;
  }

  HandlerName name() {
    return name;
  }

  @Nullable HandlerRun writer() {
    return writer;
  }

  /** How many writers are parked under it. */
  int depth() {
    return depth;
  }

  @Nullable Observer observer() {
    return observer;
  }

  @Nullable Thread thread() {
    return thread;
  }

  boolean isDone() {
    return done;
  }

  /** Notes who is to be resumed when it is done. */
  void parkUnder(Thread writerThread) {
    parked = writerThread;
  }

  /** Runs in a thread of its own, and then hands the turn back to its writer. */
  @Override
  public @Nullable Void call() {
    runHere();
    finish();
    return null;
  }

  /** Runs the handler on this thread. What leaves it fails the cascade and goes no further. */
  void runHere() {
    HandlerEvent recorded = null;
    try {
      thread = Thread.currentThread();
      cascade.enter(this);
      recorded =
          HandlerEvent.start(
              cascade.uri(),
              name.lane(),
              name.event(),
              depth,
              writer == null ? null : writer.name.toString());
      handler.call();
    } catch (Throwable t) { // also StackOverflowError and OutOfMemoryError (law F6)
      cascade.fail(t, this);
    } finally {
      cascade.leave(this);
      if (recorded != null) {
        recorded.commit();
      }
    }
  }

  /** Wakes the writer, which is pinned, so that its write fails. Any thread. */
  void refuseAsPinned() {
    refusedAsPinned = true;
    Thread waiting = parked;
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  boolean isRefusedAsPinned() {
    return refusedAsPinned;
  }

  /** It could not be given a thread: its writer gets that as the failure of the cascade. */
  void couldNotStart(Throwable cause) {
    cascade.fail(cause, writer);
    finish();
  }

  private void finish() {
    Thread waiting = parked;
    done = true;
    if (waiting != null) {
      cascade.scheduler().hand(waiting);
    }
  }
}
