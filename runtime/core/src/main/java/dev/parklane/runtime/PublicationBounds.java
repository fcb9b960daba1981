package dev.parklane.runtime;

/**
 * The bounds of what one publication may set off outside the agents (law G4).
 *
 * @param maxDepth how many calls of programs' handlers may stand over each other
 * @param maxDeliveries how many such calls the outermost publication may cause
 */
record PublicationBounds(int maxDepth, int maxDeliveries) {
  static final PublicationBounds DEFAULT = new PublicationBounds(100, 1_000_000);

  PublicationBounds {
    check("maxPublicationDepth", maxDepth);
    check("maxDeliveries", maxDeliveries);
  }

  private static void check(String bound, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException(
          "[PL-G4] " + bound + " is " + limit + "; it must be 1 or more");
    }
  }
}
