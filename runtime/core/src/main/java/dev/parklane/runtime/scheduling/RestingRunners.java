package dev.parklane.runtime.scheduling;

import org.jspecify.annotations.Nullable;

/** The runners that rest on one carrier, the latest on top. For that carrier. */
public final class RestingRunners {
  /** How many rest on a carrier at the most; more were needed while handlers waited. */
  static final int MOST = 64;

  private @Nullable Runner top;
  private int resting;

  /** Makes a place for none yet. */
  RestingRunners() {}

  /** Whether there is room for another. */
  boolean hasRoom() {
    return resting < MOST;
  }

  void add(Runner runner) {
    runner.below = top;
    top = runner;
    resting++;
  }

  /** The latest, or null where none is there. */
  @Nullable Runner take() {
    Runner taken = top;
    if (taken != null) {
      top = taken.below;
      taken.below = null;
      resting--;
    }
    return taken;
  }

  /** Ends them all. */
  void end() {
    for (Runner each = take(); each != null; each = take()) {
      each.end();
    }
  }
}
