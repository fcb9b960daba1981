package dev.parklane.stress.planes;

/** A line of a {@link Book}. */
sealed interface Noted {
  /** An instance is constructed. */
  record Born() implements Noted {}

  /** A root event has reached a handler, at that time. */
  record Took(Taken taken, long atNanos) implements Noted {}

  /** What a handler did or saw. */
  record Line(String text) implements Noted {}

  /** What became of a question to another agent. */
  record Answered(Letter letter, boolean well) implements Noted {}

  /** A handler sets a timer, at that time. */
  record Timed(int timer, long atNanos) implements Noted {}

  /** The store keeps the cascade. */
  record Kept() implements Noted {}

  /** It does not. */
  record Refused() implements Noted {}

  /** From here on every agent is there, and nothing has happened. */
  record Ready() implements Noted {}

  /** The plane has crashed, and the next number will be this. */
  record Crashed(int serial) implements Noted {}
}
