package dev.parklane.testkit;

/**
 * What is waited for does not come: everything waits, and nothing can run, or agents go on without
 * end.
 */
public final class StallException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  StallException(String message) {
    super(message);
  }
}
