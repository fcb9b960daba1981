package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.persistent.PersistentMap;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map that a store can keep, with its first entries. The store is told of changes alone, so the
 * first entries come to it with the first change: until then there is nothing to restore.
 */
abstract sealed class KeptLane<K, V> extends KeyedLane<K, V> permits MapLane {
  private boolean unsaved; // the store has yet to be told of the first entries; the agent's turn

  /** The state while that is so. */
  private record Unsaved<K, V>(PersistentMap<K, V> map) {}

  KeptLane(
      Agent agent,
      String name,
      @Nullable Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    super(agent, name, order, initial);
    unsaved = !map().isEmpty();
  }

  /** The form of its entries; null where one of its codecs is missing. */
  @SuppressWarnings("unchecked") // a key of K and V, and codec(...), give codecs of K and V only
  final @Nullable EntryCodec<K, V> codec() {
    Codec<K> ofKeys = (Codec<K>) keys().codec();
    Codec<V> ofValues = (Codec<V>) values().codec();
    return ofKeys == null || ofValues == null
        ? null
        : new EntryCodec<>(ofKeys, ofValues, isSorted());
  }

  /** Why what came from outside cannot be a key, in words; null where it can (law M9). */
  @SuppressWarnings("unchecked") // nobody reads what is put into the map that is tried
  final @Nullable String refusesKey(Object key, Object value) {
    String why = keys().refuses(key);
    return why == null && isSorted()
        ? SortedKeys.refuses(
            (PersistentMap<Object, Object>) (PersistentMap<?, ?>) map(), key, value)
        : why;
  }

  /** Entries that replace those that are there are each taken as one that is put. */
  @Override
  protected Object given(String method, int index, Object argument) {
    if (!method.equals("replaceAll") || !(argument instanceof Map<?, ?> entries)) {
      return super.given(method, index, argument);
    }
    Map<Object, Object> fitted = new LinkedHashMap<>();
    entries.forEach(
        (key, value) -> fitted.put(super.given("put", 0, key), super.given("put", 1, value)));
    return fitted;
  }

  @Override
  protected @Nullable String missingForStore() {
    return codec() == null
        ? (keys().codec() == null ? keys() : values()).withoutCodec()
            + "; give it one with codec(keys, values), or declare it asTransient()"
        : null;
  }

  @Override
  protected void load(SavedState saved) {
    EntryCodec<K, V> codec = codec();
    if (codec != null && (!unsaved || saved.lanes().contains(name()))) {
      restoreMap(codec.load(name(), saved, map()));
      unsaved = false;
    }
  }

  @Override
  protected void save(LaneEvent event, Consumer<StateChange> to) {
    EntryCodec<K, V> codec = codec();
    if (codec == null) {
      return;
    }
    if (unsaved) {
      unsaved = false;
      map().forEach((key, value) -> codec.save(name(), update(key, value), map(), to));
    }
    codec.save(name(), event, map(), to);
  }

  private static LaneEvent update(Object key, Object value) {
    return new LaneEvent.Update(key, value, true);
  }

  @Override
  protected Object state() {
    return unsaved ? new Unsaved<>(map()) : map();
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(Object state) {
    if (state instanceof Unsaved<?, ?> before) {
      restoreMap((PersistentMap<K, V>) before.map());
      unsaved = true; // also where the store has not taken what it was told
    } else {
      restoreMap((PersistentMap<K, V>) state);
    }
  }
}
