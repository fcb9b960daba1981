package dev.parklane.runtime.persistent;

import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map that iterates in the order of a comparator.
 *
 * <p>As in a {@link java.util.TreeMap}, keys that compare as equal are the same key, and what the
 * comparator throws at a key that it can't compare is thrown on, in look-ups too. A write that ends
 * so has changed nothing.
 */
final class SortedPersistentMap<K, V> extends PersistentMap<K, V> {
  private final Comparator<? super K> comparator;
  private final @Nullable WeightedTree<K, V> root;

  private SortedPersistentMap(Comparator<? super K> comparator, @Nullable WeightedTree<K, V> root) {
    this.comparator = comparator;
    this.root = root;
  }

  static <K, V> SortedPersistentMap<K, V> empty(Comparator<? super K> comparator) {
    return new SortedPersistentMap<>(comparator, null);
  }

  @Override
  public PersistentMap<K, V> with(K key, V value, @Nullable Edit by) {
    requireKey(key);
    requireValue(value);
    if (root == null) {
      // There is no other key to compare with yet, and one that can't be compared must not get in.
      comparator.compare(key, key);
    }
    return rooted(WeightedTree.with(root, key, value, comparator));
  }

  @Override
  public PersistentMap<K, V> without(Object key) {
    return rooted(WeightedTree.without(root, comparable(requireKey(key)), comparator));
  }

  @Override
  public PersistentMap<K, V> cleared() {
    return rooted(null);
  }

  private PersistentMap<K, V> rooted(@Nullable WeightedTree<K, V> newRoot) {
    return newRoot == root ? this : new SortedPersistentMap<>(comparator, newRoot);
  }

  @Override
  public long place(K key) {
    return 0;
  }

  @Override
  public PersistentMap<K, V> goingOnAt(long place) {
    return this;
  }

  @Override
  public int size() {
    return WeightedTree.size(root);
  }

  @Override
  @Nullable V find(Object key) {
    WeightedTree<K, V> found = WeightedTree.find(root, comparable(key), comparator);
    return found == null ? null : found.value();
  }

  @Override
  Iterator<Map.Entry<K, V>> entries() {
    return new WeightedTreeIterator<>(root);
  }

  @SuppressWarnings("unchecked") // the comparator is the judge of what it can compare
  private K comparable(Object key) {
    return (K) key;
  }
}
