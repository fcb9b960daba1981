package dev.parklane.runtime;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a thread does now, as lines of a log. Any thread may ask. */
final class StackText {
  private static final int FRAMES = 40;

  private StackText() {}

  /** A line for each frame, the innermost first; empty where the JVM does not tell. */
  static String of(Thread thread) {
    return Arrays.stream(thread.getStackTrace())
        .limit(FRAMES)
        .map(frame -> "\tat " + frame + System.lineSeparator())
        .collect(Collectors.joining());
  }
}
