package dev.parklane.clock.failure;

/**
 * Makes sure that there is stack left for what must not stop half-way: an advance of a test clock,
 * a hand-off that calls into the JDK.
 */
public final class StackReserve {
  private static final int OF_A_HAND_OFF = 64; // several times what an unpark needs
  private static final int OF_AN_ADVANCE = 512; // 17 KB where all are compiled

  private StackReserve() {}

  /**
   * Returns when there is enough for a hand-off.
   *
   * @throws StackOverflowError where there is not; nothing was begun
   */
  public static void check() {
    descend(OF_A_HAND_OFF, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  /**
   * Returns when there is enough for an advance of a test clock, whose thread runs agents: for what
   * opens and closes the scopes of their handlers. The handlers themselves have what is left.
   *
   * @throws StackOverflowError where there is not; nothing was begun
   */
  public static void checkForAgents() {
    descend(OF_AN_ADVANCE, 1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** A frame that is wide also when it is compiled: its arguments are more than the registers. */
  private static long descend(
      int frames, long a, long b, long c, long d, long e, long f, long g, long h) {
    if (frames == 0) {
      return a + b + c + d + e + f + g + h;
    }
    return a + descend(frames - 1, b, c, d, e, f, g, h, a) + h;
  }
}
