package dev.parklane.lanes;

import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.persistent.PersistentMap;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The form in which a store keeps the entries of a map lane. A store need not keep their order:
 * each value of a map in insertion order is preceded by eight bytes that say the place of its key
 * (law M8).
 */
record EntryCodec<K, V>(Codec<K> keys, Codec<V> values, boolean sorted) {
  private record Placed<K, V>(long place, K key, V value) {}

  EntryCodec {
    Objects.requireNonNull(keys, "the codec of the keys");
    Objects.requireNonNull(values, "the codec of the values");
  }

  @SuppressWarnings("unchecked") // the events are those of the lane that has this codec
  void save(String lane, LaneEvent event, PersistentMap<K, V> map, Consumer<StateChange> to) {
    switch (event) {
      case LaneEvent.Update update -> {
        K key = (K) update.key();
        to.accept(
            new StateChange.EntryPut(
                lane, keys.encode(key), value(map.place(key), (V) update.value())));
      }
      case LaneEvent.Remove remove ->
          to.accept(new StateChange.EntryRemoved(lane, keys.encode((K) remove.key())));
      case LaneEvent.Clear clear -> to.accept(new StateChange.MapCleared(lane));
      case LaneEvent.Value value -> throw new IllegalArgumentException(value + " is none of a map");
      case LaneEvent.Message message ->
          throw new IllegalArgumentException(message + " is none of a map");
    }
  }

  private byte[] value(long place, V value) {
    byte[] bytes = values.encode(value);
    return sorted
        ? bytes
        : ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(place).put(bytes).array();
  }

  PersistentMap<K, V> load(String lane, SavedState saved, PersistentMap<K, V> initial) {
    List<Placed<K, V>> entries = new ArrayList<>();
    saved.entries(lane, (key, value) -> entries.add(placed(keys.decode(key), value)));
    if (!sorted) {
      entries.sort(Comparator.comparingLong(Placed::place));
    }
    PersistentMap<K, V> map = initial.cleared();
    for (Placed<K, V> entry : entries) {
      map = map.goingOnAt(entry.place()).with(entry.key(), entry.value());
    }
    return map;
  }

  private Placed<K, V> placed(K key, byte[] value) {
    if (sorted) {
      return new Placed<>(0, key, values.decode(value));
    }
    if (value.length < Long.BYTES) {
      throw new IllegalArgumentException(
          "[PL-D5.5] the value of '"
              + key
              + "' has "
              + value.length
              + " bytes; it lacks the place of its key");
    }
    ByteBuffer buffer = ByteBuffer.wrap(value);
    long place = buffer.getLong();
    byte[] rest = new byte[buffer.remaining()];
    buffer.get(rest);
    return new Placed<>(place, key, values.decode(rest));
  }
}
