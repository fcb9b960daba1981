package dev.parklane.runtime.persistent;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;

/**
 * The entry set of a persistent map.
 *
 * <p>Membership costs one look-up. Its streams are declared ordered, which {@link AbstractSet}
 * would not do, so that a parallel one keeps the map's order as well.
 */
final class EntryView<K, V> extends AbstractSet<Map.Entry<K, V>> {
  static final int CHARACTERISTICS =
      Spliterator.ORDERED | Spliterator.IMMUTABLE | Spliterator.NONNULL;

  private final PersistentMap<K, V> map;

  EntryView(PersistentMap<K, V> map) {
    this.map = map;
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return map.entries();
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean contains(Object candidate) {
    if (candidate instanceof Map.Entry<?, ?> entry && entry.getKey() != null) {
      V value = map.find(entry.getKey());
      return value != null && value.equals(entry.getValue());
    }
    return false;
  }

  @Override
  public Spliterator<Map.Entry<K, V>> spliterator() {
    return Spliterators.spliterator(this, CHARACTERISTICS | Spliterator.DISTINCT);
  }
}
