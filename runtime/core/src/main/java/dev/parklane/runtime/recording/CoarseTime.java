package dev.parklane.runtime.recording;

/**
 * The time of {@link System#nanoTime}, a few milliseconds late, for next to nothing: one thread
 * reads it for all, while a recording wants cascades. Any thread.
 */
public final class CoarseTime {
  private static volatile long nanos = System.nanoTime();

  private CoarseTime() {}

  /** {@return what was read last} */
  public static long nanos() {
    return nanos;
  }

  static void read() {
    nanos = System.nanoTime();
  }
}
