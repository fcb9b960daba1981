package dev.parklane.runtime;

/**
 * The bounds of one cascade: how deep, how often through one observer, how many handlers in all
 * (law G1).
 *
 * <p>They stand where other runtimes recurse on the stack until it ends. A write that would go past
 * a bound throws {@link GuardException} and fails its cascade (laws G2, F1); everything up to the
 * bound runs. There is no other limit: with the bounds set so, a chain a million deep runs to its
 * end (law G3).
 *
 * @param maxDepth how many writers may be parked over each other
 * @param maxReentry how often one and the same observer may stand in the chain of parked writers
 * @param maxHandlers how many handlers one cascade may run, that of its root event included
 */
public record Guards(int maxDepth, int maxReentry, int maxHandlers) {
  /** Depth 10,000, re-entry 1,000, handlers 1,000,000. */
  public static final Guards DEFAULT = new Guards(10_000, 1_000, 1_000_000);

  /** No bounds but those of {@code int}. For chains that are known to end. */
  public static final Guards NONE =
      new Guards(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException where one is too small: depth may be 0, the others are
   *     positive
   */
  public Guards {
    check("maxDepth", maxDepth, 0);
    check("maxReentry", maxReentry, 1);
    check("maxHandlers", maxHandlers, 1);
  }

  private static void check(String guard, int limit, int least) {
    if (limit < least) {
      throw new IllegalArgumentException(
          "[PL-G1] guard " + guard + " is " + limit + "; it must be " + least + " or more");
    }
  }

  /**
   * {@return these guards with another bound on depth}
   *
   * @param limit how many writers may be parked over each other, 0 or more
   */
  public Guards withMaxDepth(int limit) {
    return new Guards(limit, maxReentry, maxHandlers);
  }

  /**
   * {@return these guards with another bound on re-entry}
   *
   * @param limit how often one handler may be in one chain of writers, 1 or more
   */
  public Guards withMaxReentry(int limit) {
    return new Guards(maxDepth, limit, maxHandlers);
  }

  /**
   * {@return these guards with another bound on the handlers of a cascade}
   *
   * @param limit how many handlers one cascade may run, 1 or more
   */
  public Guards withMaxHandlers(int limit) {
    return new Guards(maxDepth, maxReentry, limit);
  }
}
