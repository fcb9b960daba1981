package dev.parklane.lanes;

import dev.parklane.runtime.Element;
import dev.parklane.runtime.persistent.Edit;
import dev.parklane.runtime.persistent.PersistentMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a map that may be sorted, given by those who may have keys of another class: what its
 * order cannot compare is refused by name (law M9), and nothing has changed.
 */
final class SortedKeys {
  private SortedKeys() {}

  /**
   * The value of a key.
   *
   * @param owner whose map it is, for the message
   */
  static <V> @Nullable V find(PersistentMap<?, V> map, Object key, Object owner) {
    try {
      return map.get(key);
    } catch (ClassCastException e) {
      throw Element.notComparable(key, map, owner, e);
    }
  }

  /** A map with one more key, or another value of one. */
  static <K, V> PersistentMap<K, V> with(PersistentMap<K, V> map, K key, V value, Object owner) {
    return with(map, key, value, null, owner);
  }

  /** The same, which may write to the map where nobody but this writer has seen it. */
  static <K, V> PersistentMap<K, V> with(
      PersistentMap<K, V> map, K key, V value, @Nullable Edit by, Object owner) {
    try {
      return map.with(key, value, by);
    } catch (ClassCastException e) {
      throw Element.notComparable(key, map, owner, e);
    }
  }

  /** Why there can be no such key, in words; null where there can. */
  static <K, V> @Nullable String refuses(PersistentMap<K, V> map, K key, V value) {
    try {
      map.with(key, value);
      return null;
    } catch (ClassCastException e) {
      return Element.refusesInOrder(key, map);
    }
  }
}
