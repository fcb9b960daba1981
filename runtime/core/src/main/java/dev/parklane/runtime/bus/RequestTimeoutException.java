package dev.parklane.runtime.bus;

import java.time.Duration;

/** A request was not answered in time; an answer that comes later is a dead letter (law B6). */
public final class RequestTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** For a request to an endpoint, and the time that it had. */
  public RequestTimeoutException(String endpoint, Duration timeout) {
    super(
        "endpoint '%s' has not answered within %s; its handler has to call answer(...), or needs more time"
            .formatted(endpoint, timeout));
  }
}
