package dev.parklane.runtime.persistent;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An iterator over the leaves of a {@link RadixTrie} in the order of their indexes.
 *
 * <p>It holds no more than the branches on the way to where it is. Between two calls it stands
 * before a child that it hasn't read, or at the end of all.
 */
final class RadixIterator<T> implements Iterator<T> {
  private final Node[][] outer;
  private final int[] outerPositions;
  private int depth;
  private Node[] siblings;
  private int position;

  RadixIterator(@Nullable Node root) {
    int levels = root instanceof Branch branch ? branch.levelsBelow() : 0;
    outer = new Node[levels][];
    outerPositions = new int[levels];
    siblings =
        switch (root) {
          case null -> new Node[0];
          case Branch branch -> branch.children();
          case Bucket<?, ?> leaf -> new Node[] {leaf};
        };
  }

  @Override
  public boolean hasNext() {
    return position < siblings.length;
  }

  @Override
  @SuppressWarnings("unchecked") // whoever iterates over a trie knows what its leaves are
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Node node = siblings[position++];
    while (node instanceof Branch branch) {
      outer[depth] = siblings;
      outerPositions[depth++] = position;
      siblings = branch.children();
      position = 1;
      node = siblings[0];
    }
    while (position == siblings.length && depth > 0) {
      siblings = outer[--depth];
      position = outerPositions[depth];
    }
    return (T) node;
  }
}
