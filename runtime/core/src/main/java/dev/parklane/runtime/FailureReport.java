package dev.parklane.runtime;

import dev.parklane.runtime.recording.FailureEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is told of a cascade that has failed (law F5). */
final class FailureReport {
  private static final Logger LOG = LoggerFactory.getLogger(FailureReport.class);

  private FailureReport() {}

  /**
   * One recording event for a failure, whoever sent the event, and log lines (laws F5, F9).
   *
   * @param policy what it does now
   */
  static void write(AgentCell cell, Cascade cascade, HandlerName root, String policy) {
    Throwable failure = cascade.cause();
    HandlerRun in = cascade.failedIn();
    HandlerName failed = in == null ? root : in.name;
    String chain = in == null ? root.toString() : ChainText.of(in);
    if (cell.tellsInFull(LOG, "agent failed", failed.toString(), failure)) {
      log(cell, failed, policy, chain, failure);
    }
    if (PlaneEvents.mayBeWanted()) {
      FailureEvent.write(
          cell.uri, failed.lane(), failed.event(), chain, FailureText.of(failure), policy);
    }
  }

  private static void log(
      AgentCell cell, HandlerName failed, String policy, String chain, Throwable failure) {
    try {
      LOG.error(
          "[PL-F5] agent {} failed in {}, its cascade is rolled back, policy {}; chain of writers: {}",
          cell.uri,
          failed,
          policy,
          chain,
          failure);
    } catch (RuntimeException | Error e) { // a user's exception that cannot be printed
      LOG.error(
          "[PL-F5] agent {} failed in {}, policy {}; chain of writers: {}; {}",
          cell.uri,
          failed,
          policy,
          chain,
          FailureText.of(failure));
    }
  }
}
