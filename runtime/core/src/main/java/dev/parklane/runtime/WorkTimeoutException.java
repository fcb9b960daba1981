package dev.parklane.runtime;

import java.time.Duration;

/** Suspended work has not ended within its time, and was interrupted (law S4). */
public final class WorkTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  WorkTimeoutException(String uri, String work, Duration within, int attempts) {
    super(
        "[PL-S4.4] work '%s' of %s has not ended within %s, in %d attempt%s; give it more time, or look at what it waits for"
            .formatted(work, uri, within, attempts, attempts == 1 ? "" : "s"));
  }
}
