package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeWish;
import dev.parklane.runtime.recording.CoarseTime;
import dev.parklane.runtime.recording.HandlerEvent;
import dev.parklane.runtime.recording.SlowHandlerEvent;
import dev.parklane.runtime.scheduling.TriggeredRun;
import org.jspecify.annotations.Nullable;

/**
 * One run of a handler in a cascade: who wrote, how deep it stands, and whether it is done.
 *
 * <p>It is the task of the handler's thread (law E5), or, for the handler of a root event, called
 * on the root thread.
 */
final class HandlerRun extends TriggeredRun {
  final Cascade cascade;
  final HandlerName name;
  final @Nullable Observer observer;
  final @Nullable HandlerRun writer;
  final int depth; // how many writers are parked under it

  private final HandlerCall handler;

  @Nullable Thread thread; // the thread of this run
  private long triggeredNanos; // what it has triggered, where that is timed

  HandlerRun(
      Cascade cascade,
      HandlerName name,
      @Nullable Observer observer,
      HandlerCall handler,
      @Nullable HandlerRun writer) {
    this.cascade = cascade;
    this.name = name;
    this.observer = observer;
    this.handler = handler;
    this.writer = writer;
    this.depth = writer == null ? 0 : writer.depth + 1;
  }

  @Override
  protected String threadName() {
    return name.threadName(depth);
  }

  /** Runs the handler on this thread. What leaves it fails the cascade and goes no further. */
  @Override
  protected void runHere() {
    HandlerEvent recorded = null;
    long begun = 0; // by the coarse time
    try {
      thread = Thread.currentThread();
      cascade.enter(this);
      if (cascade.watched == CascadePart.RECORDED) {
        recorded =
            HandlerEvent.start(cascade.uri(), name.lane(), name.event(), depth, writerName());
      } else if (cascade.watched == CascadePart.TIMED) {
        begun = CoarseTime.nanos();
      }
      if (cascade.faults == null) {
        callHandler();
      } else {
        cascade.interfere(this, false);
        callHandler();
        cascade.interfere(this, true);
      }
    } catch (Throwable t) { // also StackOverflowError and OutOfMemoryError (law F6)
      cascade.fail(cascade.host().explain(this, t), this);
    } finally {
      cascade.leave(this);
      if (recorded != null) {
        recorded.commit();
      } else if (begun != 0) {
        hasTaken(CoarseTime.nanos() - begun);
      }
    }
  }

  private void hasTaken(long nanos) {
    HandlerRun above = writer;
    if (above != null) {
      above.triggeredNanos += nanos;
    }
    long own = nanos - triggeredNanos;
    if (own >= CascadeWish.now().slowHandlerNanos()) {
      SlowHandlerEvent.write(
          cascade.uri(), name.lane(), name.event(), depth, writerName(), nanos, own);
    }
  }

  private @Nullable String writerName() {
    return writer == null ? null : writer.name.toString();
  }

  private void callHandler() throws Exception {
    if (observer == null) {
      ((Invocation) handler).call(); // of the root event
    } else {
      handler.to(observer);
    }
  }

  @Override
  protected void failed(Throwable cause) {
    cascade.fail(cause, writer);
  }
}
