package dev.parklane.runtime.persistent;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;

/** The key set of a persistent map, ordered as {@link EntryView} is. */
final class KeyView<K> extends AbstractSet<K> {
  private final PersistentMap<K, ?> map;

  KeyView(PersistentMap<K, ?> map) {
    this.map = map;
  }

  @Override
  public Iterator<K> iterator() {
    return new MappedIterator<>(map.entries(), Map.Entry::getKey);
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean contains(Object key) {
    return map.containsKey(key);
  }

  @Override
  public Spliterator<K> spliterator() {
    return Spliterators.spliterator(this, EntryView.CHARACTERISTICS | Spliterator.DISTINCT);
  }
}
