package dev.parklane.runtime;

import dev.parklane.runtime.recording.MonopolisingHandlerEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells of a handler that does not leave its carrier (law E7): in the log, in full where its kind
 * was not told of lately, and as an event of each recording.
 */
final class KeptCarrier {
  private static final Logger LOG = LoggerFactory.getLogger(KeptCarrier.class);

  private KeptCarrier() {}

  /** By a watch, while it may still be so. */
  static void tell(AgentCell cell, long nanos) {
    Cascade cascade = cell.cascade();
    HandlerRun run = cascade == null ? null : cascade.running();
    String handler = run == null ? "" : run.name.toString();
    boolean logged = cell.tellsInFull(LOG, Level.WARN, "carrier kept", handler);
    if (!logged && !PlaneEvents.mayBeWanted()) {
      return;
    }
    String stack = stackOf(run);
    if (logged) {
      LOG.warn(
          "[PL-E7.3] {} has kept its carrier for {} ms; others have another one, but what is sent to"
              + " this agent waits; compute for long in suspended work, or wait where the thread can"
              + " leave its carrier{}{}",
          cascade == null ? cell.uri() : cell.whatRuns(),
          TimeUnit.NANOSECONDS.toMillis(nanos),
          System.lineSeparator(),
          stack);
    }
    if (PlaneEvents.mayBeWanted()) {
      String lane = run == null ? "" : run.name.lane();
      MonopolisingHandlerEvent.write(cell.uri(), lane, handler, nanos, stack);
    }
  }

  private static String stackOf(@Nullable HandlerRun run) {
    Thread thread = run == null ? null : run.thread;
    return thread == null ? "" : StackText.of(thread);
  }
}
