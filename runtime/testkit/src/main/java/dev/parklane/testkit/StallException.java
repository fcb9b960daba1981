package dev.parklane.testkit;

/** Everything waits, and nothing can run: the plane would stand still for ever. */
public final class StallException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  StallException(String message) {
    super(message);
  }
}
