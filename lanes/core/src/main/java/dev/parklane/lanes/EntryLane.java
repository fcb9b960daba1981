package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A lane of keys and values that may have a form in which they leave the process. */
abstract sealed class EntryLane<K, V> extends Lane permits KeyedLane, DemandMapLane {
  private @Nullable EntryCodec<K, V> codec; // set where it is declared

  EntryLane(Agent agent, String name) {
    super(agent, name);
  }

  final void declareCodec(Codec<K> keys, Codec<V> values, boolean sorted) {
    Objects.requireNonNull(keys, () -> "the codec of the keys of " + this);
    Objects.requireNonNull(values, () -> "the codec of the values of " + this);
    reading();
    EntryCodec<K, V> before = codec;
    onUndo(() -> codec = before);
    codec = new EntryCodec<>(keys, values, sorted);
  }

  final @Nullable EntryCodec<K, V> codec() {
    return codec;
  }

  final void requireKey(K key) {
    Objects.requireNonNull(key, () -> "a key of " + this);
  }

  @Override
  protected Element keys() {
    return Element.of(codec == null ? null : codec.keys());
  }

  @Override
  protected Element values() {
    return Element.of(codec == null ? null : codec.values());
  }
}
