package dev.parklane.runtime.persistent;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A persistent search tree with an entry at each node, balanced by the sizes of its subtrees; null
 * stands for the empty one.
 *
 * <p>Every operation takes {@code O(log n)} comparisons, and a write copies the nodes on its way
 * and shares all others.
 *
 * <p>These are Adams' weight-balanced trees ("Efficient sets: a balancing act", 1993), with the two
 * parameters that Hirai and Yamamoto proved to keep the balance through removals as well
 * ("Balancing weight-balanced trees", 2011). They fit because a map has to know its size, and that
 * is all that they balance by.
 */
record WeightedTree<K, V>(
    @Nullable WeightedTree<K, V> left,
    K key,
    V value,
    @Nullable WeightedTree<K, V> right,
    int size) {

  /** How many times the weight of its sibling a subtree may have. */
  static final int MAX_RATIO = 3;

  /** Below how many times the weight of its sibling an inner subtree may change sides whole. */
  private static final int SINGLE_ROTATION_RATIO = 2;

  static int size(@Nullable WeightedTree<?, ?> tree) {
    return tree == null ? 0 : tree.size;
  }

  /** The size and one, so that an empty subtree has a weight to be compared with. */
  static int weight(@Nullable WeightedTree<?, ?> tree) {
    return size(tree) + 1;
  }

  /** The node of the key, or null if the key is absent. */
  static <K, V> @Nullable WeightedTree<K, V> find(
      @Nullable WeightedTree<K, V> tree, K key, Comparator<? super K> comparator) {
    WeightedTree<K, V> node = tree;
    while (node != null) {
      int order = comparator.compare(key, node.key);
      if (order == 0) {
        return node;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  /** The tree with the key bound to the value; the same tree if it is bound to that very value. */
  static <K, V> WeightedTree<K, V> with(
      @Nullable WeightedTree<K, V> tree, K key, V value, Comparator<? super K> comparator) {
    if (tree == null) {
      return new WeightedTree<>(null, key, value, null, 1);
    }
    int order = comparator.compare(key, tree.key);
    if (order < 0) {
      return tree.balanced(with(tree.left, key, value, comparator), tree.right);
    }
    if (order > 0) {
      return tree.balanced(tree.left, with(tree.right, key, value, comparator));
    }
    return value == tree.value
        ? tree
        : new WeightedTree<>(tree.left, tree.key, value, tree.right, tree.size);
  }

  /** The tree without the key; the same tree if the key is absent. */
  static <K, V> @Nullable WeightedTree<K, V> without(
      @Nullable WeightedTree<K, V> tree, K key, Comparator<? super K> comparator) {
    if (tree == null) {
      return null;
    }
    int order = comparator.compare(key, tree.key);
    if (order < 0) {
      return tree.balanced(without(tree.left, key, comparator), tree.right);
    }
    if (order > 0) {
      return tree.balanced(tree.left, without(tree.right, key, comparator));
    }
    return joined(tree.left, tree.right);
  }

  /** One tree of the two on either side of a node that is taken out. */
  private static <K, V> @Nullable WeightedTree<K, V> joined(
      @Nullable WeightedTree<K, V> left, @Nullable WeightedTree<K, V> right) {
    if (left == null) {
      return right;
    }
    if (right == null) {
      return left;
    }
    // The heavier side gives the node between them, which can't take the two out of balance.
    return left.size > right.size
        ? left.last().over(left.withoutLast(), right)
        : right.first().over(left, right.withoutFirst());
  }

  private WeightedTree<K, V> first() {
    return left == null ? this : left.first();
  }

  private WeightedTree<K, V> last() {
    return right == null ? this : right.last();
  }

  private @Nullable WeightedTree<K, V> withoutFirst() {
    return left == null ? right : balanced(left.withoutFirst(), right);
  }

  private @Nullable WeightedTree<K, V> withoutLast() {
    return right == null ? left : balanced(left, right.withoutLast());
  }

  /** This node's entry over two subtrees, of which one may be by one entry out of balance. */
  private WeightedTree<K, V> balanced(
      @Nullable WeightedTree<K, V> newLeft, @Nullable WeightedTree<K, V> newRight) {
    if (newLeft == left && newRight == right) {
      return this;
    }
    if (newRight != null && weight(newRight) > MAX_RATIO * weight(newLeft)) {
      return leaningRight(newLeft, newRight);
    }
    if (newLeft != null && weight(newLeft) > MAX_RATIO * weight(newRight)) {
      return leaningLeft(newLeft, newRight);
    }
    return over(newLeft, newRight);
  }

  /** Balances by a rotation to the left, a double one if the inner subtree is the heavy part. */
  private WeightedTree<K, V> leaningRight(
      @Nullable WeightedTree<K, V> light, WeightedTree<K, V> heavy) {
    WeightedTree<K, V> inner = heavy.left;
    if (inner == null || weight(inner) < SINGLE_ROTATION_RATIO * weight(heavy.right)) {
      return heavy.over(over(light, inner), heavy.right);
    }
    return inner.over(over(light, inner.left), heavy.over(inner.right, heavy.right));
  }

  /** Balances by a rotation to the right, a double one if the inner subtree is the heavy part. */
  private WeightedTree<K, V> leaningLeft(
      WeightedTree<K, V> heavy, @Nullable WeightedTree<K, V> light) {
    WeightedTree<K, V> inner = heavy.right;
    if (inner == null || weight(inner) < SINGLE_ROTATION_RATIO * weight(heavy.left)) {
      return heavy.over(heavy.left, over(inner, light));
    }
    return inner.over(heavy.over(heavy.left, inner.left), over(inner.right, light));
  }

  /** This node's entry over two subtrees that are in balance. */
  private WeightedTree<K, V> over(
      @Nullable WeightedTree<K, V> newLeft, @Nullable WeightedTree<K, V> newRight) {
    return new WeightedTree<>(newLeft, key, value, newRight, size(newLeft) + 1 + size(newRight));
  }
}
