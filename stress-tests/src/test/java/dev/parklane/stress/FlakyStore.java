package dev.parklane.stress;

import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A store that fails to commit what a lane of a certain name takes part in. */
final class FlakyStore implements StateStore {
  static final String DOOM = "doom";

  private final InMemoryStore store = new InMemoryStore();

  @Override
  public SavedState load(String agent) {
    return store.load(agent);
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    if (changes.stream()
        .anyMatch(change -> change instanceof StateChange.OfLane of && of.lane().equals(DOOM))) {
      throw new IllegalStateException("the disk is full");
    }
    store.commit(agent, changes);
  }

  Set<String> lanes(String agent) {
    return store.load(agent).lanes();
  }

  /** All that is kept of an agent, byte by byte. */
  List<String> dump(String agent) {
    SavedState kept = store.load(agent);
    List<String> dump = new ArrayList<>();
    for (String lane : new TreeSet<>(kept.lanes())) {
      try {
        dump.add(lane + " = " + HexFormat.of().formatHex(kept.value(lane)));
      } catch (IllegalStateException e) { // it is kept as a map
        kept.entries(
            lane,
            (key, value) ->
                dump.add(
                    lane
                        + ": "
                        + HexFormat.of().formatHex(key)
                        + " = "
                        + HexFormat.of().formatHex(value)));
      }
    }
    return dump;
  }
}
