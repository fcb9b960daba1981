package dev.parklane.runtime.persistent;

import java.util.Iterator;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A persistent sorted set of leaves, told apart and ordered by a long index that each of them has.
 *
 * <p>Finding and writing take {@code O(log n)} steps with a base near 32 where indexes are dense or
 * spread evenly, and 13 at the most. A write copies the branches on its way and shares all others.
 * Indexes are ordered as unsigned.
 *
 * <p>It is a radix trie of 32 ways, read from the most significant bits, that has a branch only
 * where indexes part, as in Morrison's PATRICIA and in the integer maps of Okasaki and Gill ("Fast
 * Mergeable Integer Maps", 1998). So its shape depends on the indexes alone, not on the writes that
 * led to it; a removal leaves nothing empty behind; and neither hash codes that differ in a few
 * bits only nor place numbers that have grown large make it deep.
 *
 * @param <L> the leaves
 */
final class RadixTrie<L extends Bucket<?, ?>> implements Iterable<L> {
  private final ToLongFunction<? super L> indexOf;
  private final @Nullable Node root;

  private RadixTrie(ToLongFunction<? super L> indexOf, @Nullable Node root) {
    this.indexOf = indexOf;
    this.root = root;
  }

  static <L extends Bucket<?, ?>> RadixTrie<L> empty(ToLongFunction<? super L> indexOf) {
    return new RadixTrie<>(indexOf, null);
  }

  /** The leaf of the index, or null if there is none. */
  @Nullable L get(long index) {
    Node node = root;
    while (node instanceof Branch branch) {
      node = branch.child(index);
    }
    // A way down skips the digits in which no two leaves differ, so it may end at another index.
    return node != null && indexOf(node) == index ? leaf(node) : null;
  }

  /** This trie with the leaf, which replaces one of the same index. */
  RadixTrie<L> with(L leaf) {
    return new RadixTrie<>(indexOf, with(root, indexOf.applyAsLong(leaf), leaf));
  }

  private Node with(@Nullable Node node, long index, L leaf) {
    return switch (node) {
      case null -> leaf;
      case Branch branch when branch.covers(index) ->
          branch.with(index, with(branch.child(index), index, leaf));
      case Branch branch -> Branch.of(branch.prefix(), branch, index, leaf);
      case Bucket<?, ?> other ->
          indexOf(other) == index ? leaf : Branch.of(indexOf(other), other, index, leaf);
    };
  }

  /** This trie with the leaf in place of the one that it has at the same index. */
  RadixTrie<L> replacing(long index, L leaf, @Nullable Edit by) {
    return new RadixTrie<>(
        indexOf, root instanceof Branch branch ? branch.replacing(index, leaf, by) : leaf);
  }

  /** The branch right above the leaf of the index, where all on the way are this writer's. */
  @Nullable Branch ownedAbove(long index, Edit by) {
    return root instanceof Branch branch ? branch.ownedAbove(index, by) : null;
  }

  /** This trie without the leaf of the index, which it has. */
  RadixTrie<L> without(long index) {
    return new RadixTrie<>(indexOf, root instanceof Branch branch ? without(branch, index) : null);
  }

  private static Node without(Branch branch, long index) {
    return branch.child(index) instanceof Branch child
        ? branch.with(index, without(child, index))
        : branch.without(index);
  }

  /** The leaves in the order of their indexes, read from the branches as the iteration goes. */
  @Override
  public Iterator<L> iterator() {
    return new RadixIterator<>(root);
  }

  private long indexOf(Node leaf) {
    return indexOf.applyAsLong(leaf(leaf));
  }

  @SuppressWarnings("unchecked") // a node that isn't a branch is a leaf that was put here as an L
  private L leaf(Node node) {
    return (L) node;
  }
}
