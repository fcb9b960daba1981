package dev.parklane.runtime;

import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateStore;

/**
 * The putting back of lanes as a store has them, which triggers nothing (law V4).
 *
 * @param store what keeps them
 * @param uri of the agent whose they are
 */
record Restore(StateStore store, String uri) {
  /** Puts all of them back that the store keeps. */
  void all(Lane[] lanes) {
    requireKept(lanes);
    SavedState saved = store.load(uri);
    for (Lane lane : lanes) {
      if (lane.isKept()) {
        load(lane, saved);
      }
    }
  }

  /** Puts this one back. */
  void one(Lane lane) {
    load(lane, store.load(uri));
  }

  private static void load(Lane lane, SavedState saved) {
    try {
      lane.load(saved);
    } catch (RuntimeException e) { // a codec knows no lane
      throw new IllegalStateException(lane + " cannot be restored: " + FailureText.of(e), e);
    }
  }

  /** Every one of them says how a store keeps it, or that it takes no part. */
  static void requireKept(Lane[] lanes) {
    for (Lane lane : lanes) {
      String lacks = lane.lacksForStore();
      if (lacks != null) {
        throw new IllegalStateException(
            lane + " cannot be kept by the store of its agent: " + lacks);
      }
    }
  }
}
