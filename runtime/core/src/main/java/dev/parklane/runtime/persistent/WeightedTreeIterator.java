package dev.parklane.runtime.persistent;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over the entries of a {@link WeightedTree} in the order of their keys.
 *
 * <p>It holds the nodes that are still to come on the way from the root to where it is. It hands
 * out an entry apart from the node, which would keep all that is below it alive.
 */
final class WeightedTreeIterator<K, V> implements Iterator<Map.Entry<K, V>> {
  private final ArrayDeque<WeightedTree<K, V>> pending = new ArrayDeque<>();

  WeightedTreeIterator(@Nullable WeightedTree<K, V> root) {
    descend(root);
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty();
  }

  @Override
  public Map.Entry<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    WeightedTree<K, V> node = pending.pop();
    descend(node.right());
    return Map.entry(node.key(), node.value());
  }

  private void descend(@Nullable WeightedTree<K, V> tree) {
    for (WeightedTree<K, V> node = tree; node != null; node = node.left()) {
      pending.push(node);
    }
  }
}
