package dev.parklane.runtime.bus;

import java.time.Duration;

/** A request was not answered in time; an answer that comes later is a dead letter (law B6). */
public final class RequestTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An exception for a request to an endpoint that was not answered in the time that it had.
   *
   * @param endpoint the name that the request was sent to
   * @param timeout how long was waited, on the clock of the plane
   */
  public RequestTimeoutException(String endpoint, Duration timeout) {
    super(
        "[PL-B6.4] endpoint '%s' has not answered within %s; its handler has to call answer(...), or needs more time"
            .formatted(endpoint, timeout));
  }
}
