package dev.parklane.runtime.persistent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable entry that knows its place in the order of insertion.
 *
 * <p>It is a leaf of both tries of an {@link InsertionOrderedMap}, and handed out as it is, so that
 * iterating makes no new entries. The hash code of the key is kept because a key may be slow to
 * compute it. What the entry equals is by the contract of {@link Map.Entry}: its place plays no
 * part.
 */
record Placed<K, V>(int hash, long place, K key, V value) implements Bucket<K, V>, Map.Entry<K, V> {

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public V getValue() {
    return value;
  }

  @Override
  public V setValue(V newValue) {
    throw new UnsupportedOperationException("an entry of a persistent map is immutable");
  }

  @Override
  public @Nullable Placed<K, V> find(Object wanted) {
    return wanted == key || wanted.equals(key) ? this : null;
  }

  @Override
  public Bucket<K, V> with(Placed<K, V> entry) {
    return entry.place == place ? entry : Collision.of(this, entry);
  }

  @Override
  public @Nullable Bucket<K, V> without(Placed<K, V> entry) {
    return null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map.Entry<?, ?> entry
        && key.equals(entry.getKey())
        && value.equals(entry.getValue());
  }

  @Override
  public int hashCode() {
    return hash ^ value.hashCode();
  }

  @Override
  public String toString() {
    return key + "=" + value;
  }
}
