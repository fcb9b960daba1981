package dev.parklane.runtime;

import java.time.Duration;

/** An agent has not answered in time; a question that it had not begun by then is not run. */
public final class AskTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  AskTimeoutException(String uri, Duration timeout) {
    super(
        "[PL-O2.2] "
            + uri
            + " has not answered within "
            + timeout
            + "; it may be at work on what came before: give it more time, or look at its thread");
  }
}
