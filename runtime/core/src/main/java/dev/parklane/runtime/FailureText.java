package dev.parklane.runtime;

/** A user's exception or value in words, whatever its own methods do. */
final class FailureText {
  private static final int SHOWN = 80; // chars of a value

  private FailureText() {}

  /** What the exception says of itself, or its class where it fails to. */
  static String of(Throwable failure) {
    try {
      return String.valueOf(failure);
    } catch (RuntimeException | Error e) {
      return failure.getClass().getName() + " (which cannot be described: " + e.getClass() + ")";
    }
  }

  /** What a value says of itself, or how it fails to, in quotes and not too long. */
  static String ofValue(Object value) {
    String text;
    try {
      text = String.valueOf(value);
    } catch (RuntimeException | Error e) {
      return "(which cannot be described: " + e.getClass() + ")";
    }
    return text.length() <= SHOWN ? "'" + text + "'" : "'" + text.substring(0, SHOWN) + "...'";
  }
}
