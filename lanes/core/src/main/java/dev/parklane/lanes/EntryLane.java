package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;

/** A lane of keys and values that may have a form in which they leave the process. */
abstract sealed class EntryLane<K, V> extends Lane permits KeyedLane, DemandMapLane {
  private Element keys = Element.UNKNOWN; // set where it is declared
  private Element values = Element.UNKNOWN; // set where it is declared

  EntryLane(Agent agent, String name) {
    super(agent, name);
  }

  /** Gives it the types and codecs of its key. Where it is declared, before anything else. */
  final void declare(MapLaneKey<K, V> key) {
    keys = key.keys();
    values = key.values();
  }

  final void requireCodecs(Codec<K> ofKeys, Codec<V> ofValues) {
    Objects.requireNonNull(ofKeys, () -> "the codec of the keys of " + this);
    Objects.requireNonNull(ofValues, () -> "the codec of the values of " + this);
  }

  final void declareCodecs(Codec<K> ofKeys, Codec<V> ofValues) {
    requireCodecs(ofKeys, ofValues);
    declareForm(keys, ofKeys, now -> keys = now);
    declareForm(values, ofValues, now -> values = now);
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
