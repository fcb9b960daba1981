package dev.parklane.runtime.persistent;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;

/** The values of a persistent map, ordered as {@link EntryView} is. */
final class ValueView<V> extends AbstractCollection<V> {
  private final PersistentMap<?, V> map;

  ValueView(PersistentMap<?, V> map) {
    this.map = map;
  }

  @Override
  public Iterator<V> iterator() {
    return new MappedIterator<>(map.entries(), Map.Entry::getValue);
  }

  @Override
  public int size() {
    return map.size();
  }

  @Override
  public boolean contains(Object value) {
    return map.containsValue(value);
  }

  @Override
  public Spliterator<V> spliterator() {
    return Spliterators.spliterator(this, EntryView.CHARACTERISTICS);
  }
}
