package dev.parklane.runtime.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A radix trie is a sorted set of leaves at whatever indexes they are. */
class RadixTriePropertiesTest {

  @Property(tries = 500)
  void trie_anyIndexesAddedAndRemoved_holdsItsLeavesInUnsignedOrder(
      @ForAll("indexes") List<Long> added, @ForAll("indexes") List<Long> removed) {
    RadixTrie<Placed<String, String>> trie = RadixTrie.empty(Placed::place);
    Map<Long, Placed<String, String>> model = new TreeMap<>(Long::compareUnsigned);
    for (long index : added) {
      Placed<String, String> leaf = new Placed<>(0, index, "key", "value");
      trie = trie.with(leaf);
      model.put(index, leaf);
    }
    checkSame(trie, model);

    for (long index : removed) {
      if (model.remove(index) != null) {
        trie = trie.without(index);
        checkSame(trie, model);
      }
      assertThat(trie.get(index)).isNull();
    }
  }

  private static void checkSame(
      RadixTrie<Placed<String, String>> trie, Map<Long, Placed<String, String>> model) {
    assertThat(trie)
        .usingElementComparator((a, b) -> a == b ? 0 : 1)
        .containsExactlyElementsOf(model.values());
    model.forEach((index, leaf) -> assertThat(trie.get(index)).isSameAs(leaf));
  }

  /** Indexes next to each other at either end of the range, and anywhere in between. */
  @Provide
  Arbitrary<List<Long>> indexes() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 40),
            Arbitraries.longs().between(-40, -1),
            Arbitraries.integers().between(0, 63).map(bit -> 1L << bit),
            Arbitraries.longs())
        .list()
        .ofMaxSize(80);
  }
}
