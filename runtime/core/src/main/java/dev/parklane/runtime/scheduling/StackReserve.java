package dev.parklane.runtime.scheduling;

/**
 * Makes sure that a writer has stack left for a hand-off that must not stop half-way. Used where a
 * hand-off calls into the JDK, and so only where the JDK is closed.
 */
final class StackReserve {
  private static final int FRAMES = 128; // several times what an unpark needs

  private StackReserve() {}

  /**
   * Returns when there is enough.
   *
   * @throws StackOverflowError where there is not; nothing was begun
   */
  static void check() {
    descend(FRAMES);
  }

  private static int descend(int frames) {
    return frames == 0 ? 0 : 1 + descend(frames - 1);
  }
}
