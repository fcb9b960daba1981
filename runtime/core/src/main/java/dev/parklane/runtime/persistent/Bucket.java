package dev.parklane.runtime.persistent;

import org.jspecify.annotations.Nullable;

/**
 * All the entries of a map whose keys have one hash code: a single one nearly always.
 *
 * <p>Entries in a bucket are told apart by their place, which no two share in one map.
 */
sealed interface Bucket<K, V> extends Node permits Placed, Collision {
  /** The hash code that the keys have in common. */
  int hash();

  /** The entry of the key, whose hash code is this bucket's, or null if there is none. */
  @Nullable Placed<K, V> find(Object key);

  /** This bucket with the entry, which replaces one that is at its place. */
  Bucket<K, V> with(Placed<K, V> entry);

  /** This bucket without the entry, which it holds; null if nothing is left. */
  @Nullable Bucket<K, V> without(Placed<K, V> entry);

  /** Where a trie by hash codes keeps this bucket. */
  default long index() {
    return Integer.toUnsignedLong(hash());
  }
}
