package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lane of keys and values that may have a form in which they leave the process. */
abstract sealed class EntryLane<K, V> extends Lane permits KeyedLane, DemandMapLane {
  private Element keys = Element.UNKNOWN; // set where it is declared
  private Element values = Element.UNKNOWN; // set where it is declared
  private @Nullable EntryCodec<K, V> codec; // set where it is declared

  EntryLane(Agent agent, String name) {
    super(agent, name);
  }

  /** Gives it the types and codecs of its key. Where it is declared, before anything else. */
  @SuppressWarnings("unchecked") // a key of K and V has codecs of K and V
  final void declare(MapLaneKey<K, V> key, boolean sorted) {
    keys = key.keys();
    values = key.values();
    Codec<K> ofKeys = (Codec<K>) keys.codec();
    Codec<V> ofValues = (Codec<V>) values.codec();
    if (ofKeys != null && ofValues != null) {
      codec = new EntryCodec<>(ofKeys, ofValues, sorted);
    }
  }

  final void declareCodec(Codec<K> ofKeys, Codec<V> ofValues, boolean sorted) {
    Objects.requireNonNull(ofKeys, () -> "the codec of the keys of " + this);
    Objects.requireNonNull(ofValues, () -> "the codec of the values of " + this);
    reading();
    EntryCodec<K, V> before = codec;
    Element keysBefore = keys;
    Element valuesBefore = values;
    onUndo(() -> {
      codec = before;
      keys = keysBefore;
      values = valuesBefore;
    });
    codec = new EntryCodec<>(ofKeys, ofValues, sorted);
    keys = keys.in(ofKeys);
    values = values.in(ofValues);
  }

  final @Nullable EntryCodec<K, V> codec() {
    return codec;
  }

  final void requireKey(K key) {
    Objects.requireNonNull(key, () -> "a key of " + this);
  }

  @Override
  protected final Element keys() {
    return keys;
  }

  @Override
  protected final Element values() {
    return values;
  }
}
