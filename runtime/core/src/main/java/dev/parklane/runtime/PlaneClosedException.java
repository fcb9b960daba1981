package dev.parklane.runtime;

/** A message was sent to, or still waited in, a plane that is closing or closed (law L5). */
public final class PlaneClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  PlaneClosedException(String message) {
    super(message);
  }
}
