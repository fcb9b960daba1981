package dev.parklane.runtime.bus;

/** A message was sent to an endpoint that nobody has registered; it is a dead letter too. */
public final class NoEndpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * An exception for what was sent to a name that no endpoint has.
   *
   * @param endpoint the name that it was sent to
   */
  public NoEndpointException(String endpoint) {
    super(
        "[PL-B6] the bus has no endpoint '%s'; register it with bus().endpoint(...), and before it is sent to"
            .formatted(endpoint));
  }
}
