package dev.parklane.testkit.contract;

import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store over the one of ours that has one fault, or none, and can be made to fail. */
final class Shelf implements StateStore {
  private final @Nullable StoreFault fault;
  private final InMemoryStore keeps = new InMemoryStore();
  private final InMemoryStore safe = new InMemoryStore(); // without the last commit of each agent
  private final Map<String, List<StateChange>> last = new ConcurrentHashMap<>();
  private boolean fails; // the thread of the check

  Shelf(@Nullable StoreFault fault) {
    this.fault = fault;
  }

  private boolean does(StoreFault what) {
    return fault == what;
  }

  void failNext() {
    fails = true;
  }

  /** What is there when it is opened again. */
  StateStore reopened() {
    return does(StoreFault.FORGETS_WHAT_CAME_LAST) ? safe : this;
  }

  @Override
  public SavedState load(String agent) {
    if (does(StoreFault.KEEPS_THE_LIST)) {
      List<StateChange> changes = last.get(agent);
      if (changes != null) {
        keeps.commit(agent, changes);
      }
    }
    return new Read(keeps.load(of(agent)));
  }

  private String of(String agent) {
    return does(StoreFault.MIXES_AGENTS_UP) && agent.startsWith("/agent/") ? "/agent" : agent;
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    if (does(StoreFault.FORGETS_WHAT_CAME_LAST)) {
      List<StateChange> before = last.put(agent, List.copyOf(changes));
      if (before != null) {
        safe.commit(agent, before);
      }
    }
    if (does(StoreFault.KEEPS_THE_LIST)) {
      last.put(agent, changes);
    }
    List<StateChange> all = new ArrayList<>();
    changes.forEach(change -> add(agent, change, all));
    if (does(StoreFault.CLEARS_FIRST)) {
      all.sort(Comparator.comparing(change -> !(change instanceof StateChange.MapCleared)));
    }
    if (does(StoreFault.STOPS_IN_THE_MIDST)) {
      for (StateChange change : all) {
        keeps.commit(agent, List.of(change));
        failIfAsked();
      }
    } else {
      failIfAsked();
      keeps.commit(of(agent), all);
    }
  }

  private void failIfAsked() {
    if (fails) {
      fails = false;
      throw new IllegalStateException("the shelf is full");
    }
  }

  private void add(String agent, StateChange change, List<StateChange> all) {
    if (does(StoreFault.DROPS_NOTHING) && change instanceof StateChange.LaneDropped) {
      return;
    }
    if (does(StoreFault.KEEPS_THE_FIRST_VALUE)
        && change instanceof StateChange.ValueSet set
        && keeps.load(agent).lanes().contains(set.lane())) {
      return;
    }
    if (does(StoreFault.CUTS_LARGE_VALUES) && change instanceof StateChange.ValueSet set) {
      byte[] value = set.value();
      all.add(
          new StateChange.ValueSet(
              set.lane(), Arrays.copyOf(value, Math.min(value.length, 1 << 16))));
      return;
    }
    if (does(StoreFault.TRIMS_KEYS) && change instanceof StateChange.EntryPut put) {
      all.add(new StateChange.EntryPut(put.lane(), trimmed(put.key()), put.value()));
      return;
    }
    if (does(StoreFault.JOINS_NAMES) && change instanceof StateChange.ValueSet set) {
      all.add(new StateChange.ValueSet(set.lane().strip(), set.value()));
      return;
    }
    all.add(change);
  }

  private static byte[] trimmed(byte[] key) {
    return key.length > 1 && key[key.length - 1] == 0 ? Arrays.copyOf(key, key.length - 1) : key;
  }

  /** What it says of an agent. */
  private final class Read implements SavedState {
    private final SavedState kept;

    Read(SavedState kept) {
      this.kept = kept;
    }

    @Override
    public Set<String> lanes() {
      Set<String> lanes = new LinkedHashSet<>(kept.lanes());
      if (does(StoreFault.FORGETS_EMPTY_MAPS)) {
        lanes.removeIf(lane -> !isValue(lane) && isEmpty(lane));
      }
      return lanes;
    }

    private boolean isValue(String lane) {
      try {
        return kept.value(lane) != null;
      } catch (IllegalStateException isAMap) {
        return false;
      }
    }

    private boolean isEmpty(String lane) {
      Map<byte[], byte[]> entries = new HashMap<>();
      kept.entries(lane, entries::put);
      return entries.isEmpty();
    }

    @Override
    public byte @Nullable [] value(String lane) {
      if (does(StoreFault.HAS_A_LANE_OF_NOBODY)) {
        return new byte[0];
      }
      return does(StoreFault.READS_ANY_FORM) && !isValue(lane) ? null : kept.value(lane);
    }

    @Override
    public void entries(String lane, BiConsumer<byte[], byte[]> each) {
      kept.entries(lane, each);
    }

    @Override
    public Set<String> steps() {
      return does(StoreFault.SORTS_STEPS) ? new TreeSet<>(kept.steps()) : kept.steps();
    }
  }
}
