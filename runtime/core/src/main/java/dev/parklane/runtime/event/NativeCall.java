package dev.parklane.runtime.event;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.scheduling.ForeignFrames;
import dev.parklane.runtime.scheduling.ThreadText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What a thread's native calls are told of the callbacks that C makes meanwhile: the exception that
 * may not pass through C, until the call has returned. A call inside a callback of another is told
 * of its own.
 */
final class NativeCall {
  /**
   * How many calls may stand in one another. Where the stack ends inside C or at the entry of a
   * callback, no error can be thrown any more: the process ends.
   */
  static final int MAX_DEPTH = 32;

  private static final Logger LOG = LoggerFactory.getLogger(NativeCallback.class);
  private static final ThreadLocal<NativeCall> OF_THREAD = ThreadLocal.withInitial(NativeCall::new);

  private int depth; // its thread only
  private @Nullable Throwable thrown; // its thread only

  static {
    ForeignFrames.areOfC(() -> ofThread().depth > 0);
  }

  private NativeCall() {}

  static NativeCall ofThread() {
    return OF_THREAD.get();
  }

  boolean isDeepest() {
    return depth == MAX_DEPTH;
  }

  /** Begins a call, and returns what the call around it has been told, for {@link #end}. */
  @Nullable Throwable begin() {
    Throwable around = thrown;
    thrown = null;
    depth++;
    return around;
  }

  /** Ends it, and returns what it has been told. */
  @Nullable Throwable end(@Nullable Throwable around) {
    Throwable own = thrown;
    thrown = around;
    depth--;
    return own;
  }

  /** Whether callbacks of this call are over: one has failed. */
  static boolean hasFailed() {
    return ofThread().thrown != null;
  }

  /** Keeps what a callback has thrown, and throws nothing. */
  static void failed(Throwable failure) {
    NativeCall call = ofThread();
    if (call.depth > 0) {
      call.thrown = failure;
      return;
    }
    try {
      Cause cause = Cause.of("callback from C failed", "", "", failure);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error(
            "[PL-H4.2] a callback from C failed in {} outside the call of a native handler",
            ThreadText.of(Thread.currentThread()),
            failure);
      }
    } catch (Throwable e) {
      // whatever leaves this method ends the process
    }
  }

  /** What a callback has thrown, as it is: checked, unchecked or an error. */
  @SuppressWarnings("unchecked") // erased: nothing is cast
  static <X extends Throwable> X unchanged(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
