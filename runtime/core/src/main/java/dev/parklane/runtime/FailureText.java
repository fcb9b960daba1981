package dev.parklane.runtime;

/** A user's exception in words, whatever its own methods do. */
final class FailureText {
  private FailureText() {}

  /** What the exception says of itself, or its class where it fails to. */
  static String of(Throwable failure) {
    try {
      return String.valueOf(failure);
    } catch (RuntimeException | Error e) {
      return failure.getClass().getName() + " (which cannot be described: " + e.getClass() + ")";
    }
  }
}
