package dev.parklane.runtime.persistent;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A weighted tree keeps its balance, and with it its speed, whatever is added and removed. */
class WeightedTreePropertiesTest {

  @Property(tries = 300)
  void tree_anyKeysAddedAndRemoved_isInBalanceAtEveryStep(
      @ForAll @Size(min = 100, max = 300) List<@IntRange(max = 400) Integer> added,
      @ForAll @Size(min = 100, max = 300) List<@IntRange(max = 400) Integer> removed) {
    WeightedTree<Integer, Integer> tree = null;
    for (Integer key : added) {
      tree = WeightedTree.with(tree, key, key, naturalOrder());
      checkBalance(tree);
    }
    for (Integer key : removed) {
      tree = WeightedTree.without(tree, key, naturalOrder());
      checkBalance(tree);
    }
  }

  @Property(tries = 50)
  void tree_keysAddedInOrderAndRemovedFromOneEnd_isInBalanceAtEveryStep(
      @ForAll @IntRange(min = 1, max = 500) int count, @ForAll boolean ascending) {
    WeightedTree<Integer, Integer> tree = null;
    for (int i = 0; i < count; i++) {
      tree = WeightedTree.with(tree, ascending ? i : -i, i, naturalOrder());
      checkBalance(tree);
    }
    for (int i = 0; i < count; i++) {
      tree = WeightedTree.without(tree, ascending ? i : -i, naturalOrder());
      checkBalance(tree);
    }
    assertThat(tree).isNull();
  }

  private static void checkBalance(@Nullable WeightedTree<Integer, Integer> tree) {
    if (tree == null) {
      return;
    }
    int left = WeightedTree.weight(tree.left());
    int right = WeightedTree.weight(tree.right());
    assertThat(tree.size()).isEqualTo(left + right - 1);
    assertThat(Math.max(left, right))
        .isLessThanOrEqualTo(WeightedTree.MAX_RATIO * Math.min(left, right));
    checkBalance(tree.left());
    checkBalance(tree.right());
  }
}
