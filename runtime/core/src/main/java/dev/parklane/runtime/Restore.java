package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateStore;

/** The putting back of lanes as a store has them, which triggers nothing (law V4). */
final class Restore {
  private Restore() {}

  /** Puts back all that the store of an agent keeps, when its constructor is over (law L1). */
  static void all(Instance agent) {
    StateStore store = agent.store();
    if (store == null) {
      return;
    }
    requireKept(agent);
    looksAtStore(agent);
    SavedState saved = store.load(agent.uri());
    for (Lane lane : agent.lanes()) {
      if (lane.isKept()) {
        load(lane, saved);
      }
    }
  }

  /** Puts back a lane that was declared after the constructor. */
  static void one(Instance agent, Lane lane) {
    StateStore store = agent.store();
    if (store != null && !agent.cascade().hasDropped(lane.name())) {
      looksAtStore(agent);
      load(lane, store.load(agent.uri()));
    }
  }

  private static void looksAtStore(Instance agent) {
    agent.cell().commons.touches("store", agent.uri(), Footprint.Touch.LOOKS);
  }

  /** The cascade ends: lanes that it has declared and nobody has used are restored now. */
  static void allNew(Instance agent) {
    for (Lane lane : agent.lanes()) {
      lane.restoreNew();
    }
  }

  private static void load(Lane lane, SavedState saved) {
    try {
      lane.load(saved);
    } catch (RuntimeException e) { // a codec knows no lane
      throw new IllegalStateException(
          "[PL-D5] " + lane + " cannot be restored: " + FailureText.of(e), e);
    }
  }

  /**
   * Every lane says how a store keeps it, or that it takes no part; late ones are found too. One
   * error names all that do not.
   */
  static void requireKept(Instance agent) {
    Lane first = null;
    StringBuilder others = new StringBuilder();
    for (Lane lane : agent.lanes()) {
      if (lane.lacksForStore() == null) {
        continue;
      }
      if (first == null) {
        first = lane;
      } else {
        others.append(others.isEmpty() ? "; nor can '" : ", '").append(lane.name()).append('\'');
      }
    }
    if (first != null) {
      throw new IllegalStateException(
          "[PL-D5.3] "
              + first
              + " cannot be kept by the store of its agent: "
              + first.lacksForStore()
              + others);
    }
  }
}
