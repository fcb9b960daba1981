package dev.parklane.runtime;

import java.time.Duration;

/**
 * Suspended work has not ended within its time, or within the grace of a plane that closes, and was
 * interrupted (law S4). What it has done outside by then nobody knows.
 */
public final class WorkTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private WorkTimeoutException(String message) {
    super(message);
  }

  /** Of all attempts together. */
  static WorkTimeoutException ofAll(String uri, String work, Duration within, int attempts) {
    return new WorkTimeoutException(
        "[PL-S4.4] work '%s' of %s has not ended within %s, in %d attempt%s; give it more time, or look at what it waits for"
            .formatted(work, uri, within, attempts, attempts == 1 ? "" : "s"));
  }

  /** Of one attempt. */
  static WorkTimeoutException ofAttempt(String uri, String work, Duration within, int attempt) {
    return new WorkTimeoutException(
        "[PL-S4.4] attempt %d of work '%s' of %s has not ended within %s; give each more time, or look at what it waits for"
            .formatted(attempt, work, uri, within));
  }

  /** Of a plane that closes. */
  static WorkTimeoutException ofClosing(String uri, String work, Duration grace, int attempts) {
    return new WorkTimeoutException(
        "[PL-S4.7] work '%s' of %s has not ended within the drain grace of its plane, %s, in %d attempt%s; what it has done outside is not known"
            .formatted(work, uri, grace, attempts, attempts == 1 ? "" : "s"));
  }
}
