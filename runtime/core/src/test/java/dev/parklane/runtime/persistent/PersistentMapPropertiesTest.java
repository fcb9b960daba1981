package dev.parklane.runtime.persistent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.persistent.Writes.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/**
 * Any writes lead a persistent map through the states of the mutable map that keeps the same order,
 * and a version once reached never changes any more.
 */
class PersistentMapPropertiesTest {

  @Property(tries = 500)
  void insertionOrderedMap_anyWrites_isALinkedHashMapAndSoStaysEveryVersion(
      @ForAll("writes") Writes writes) {
    check(
        writes,
        PersistentMap.insertionOrdered(),
        new LinkedHashMap<Key, String>(),
        LinkedHashMap::new);
  }

  @Property(tries = 500)
  void sortedMap_anyWrites_isATreeMapAndSoStaysEveryVersion(
      @ForAll("writes") Writes writes, @ForAll("comparators") Comparator<Key> comparator) {
    check(
        writes,
        PersistentMap.sorted(comparator),
        new TreeMap<Key, String>(comparator),
        model -> new TreeMap<>(model));
  }

  /**
   * A writer that changes what it alone has seen: the maps that it hands out stay what they were.
   */
  @Property(tries = 500)
  void mapOfOneWriter_anyWrites_isALinkedHashMap_andWhatIsHandedOutStays(
      @ForAll("writes") Writes writes, @ForAll @IntRange(min = 1, max = 20) int handedOutEach) {
    record HandedOut(PersistentMap<Key, String> map, Map<Key, String> model) {}
    List<HandedOut> seen = new ArrayList<>();
    PersistentMap<Key, String> map = PersistentMap.insertionOrdered();
    Map<Key, String> model = new LinkedHashMap<>();
    Edit edit = new Edit();
    for (int i = 0; i < writes.steps().size(); i++) {
      Write write = writes.steps().get(i);
      map =
          write instanceof Writes.Put(Key key, String value)
              ? map.with(key, value, edit)
              : write.appliedTo(map);
      write.doneTo(model);
      if (i % handedOutEach == 0) {
        map = map.handedOut();
        edit = new Edit();
        seen.add(new HandedOut(map, new LinkedHashMap<>(model)));
      }
    }
    checkSame(map, model, writes.keys());
    for (HandedOut one : seen) {
      checkSame(one.map(), one.model(), writes.keys());
    }
  }

  private static <M extends Map<Key, String>> void check(
      Writes writes, PersistentMap<Key, String> empty, M model, UnaryOperator<M> copy) {
    record Version<M>(PersistentMap<Key, String> map, M model) {}
    List<Version<M>> versions = new ArrayList<>();
    PersistentMap<Key, String> map = empty;
    for (Write write : writes.steps()) {
      map = write.appliedTo(map);
      write.doneTo(model);
      checkSame(map, model, writes.keys());
      versions.add(new Version<>(map, copy.apply(model)));
    }
    for (Version<M> version : versions) {
      checkSame(version.map(), version.model(), writes.keys());
    }
  }

  private static void checkSame(
      PersistentMap<Key, String> map, Map<Key, String> model, List<Key> keys) {
    assertThat(List.copyOf(map.entrySet())).isEqualTo(List.copyOf(model.entrySet()));
    assertThat(map.values()).containsExactlyElementsOf(model.values());
    checkSameInstances(map.keySet(), model.keySet());
    assertThat(map.size()).isEqualTo(model.size());
    assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
    assertThat(map.equals(model)).isTrue();
    assertThat(model.equals(map)).isTrue();
    assertThat(map.hashCode()).isEqualTo(model.hashCode());
    assertThat(map.toString()).isEqualTo(model.toString());
    for (Key key : keys) {
      assertThat(map.get(key)).isSameAs(model.get(key));
      assertThat(map.containsKey(key)).isEqualTo(model.containsKey(key));
    }
  }

  private static void checkSameInstances(Set<Key> keys, Set<Key> modelKeys) {
    var expected = modelKeys.iterator();
    for (Key key : keys) {
      assertThat(key).isSameAs(expected.next());
    }
    assertThat(expected.hasNext()).isFalse();
  }

  @Provide
  Arbitrary<Writes> writes() {
    return Combinators.combine(hashings(), Arbitraries.of(3, 10, 60))
        .as(PersistentMapPropertiesTest::keys)
        .flatMap(keys -> write(keys).list().ofMaxSize(150).map(steps -> new Writes(keys, steps)));
  }

  private static List<Key> keys(IntUnaryOperator hashing, int count) {
    return Numbers.upTo(count).stream()
        .map(number -> new Key(number, hashing.applyAsInt(number)))
        .toList();
  }

  private static Arbitrary<Write> write(List<Key> keys) {
    // Another instance each time, so that it shows which of them a map keeps.
    Arbitrary<Key> key = Arbitraries.of(keys).map(one -> new Key(one.number(), one.hash()));
    Arbitrary<String> value = Arbitraries.of("a", "b", "c");
    return Arbitraries.frequencyOf(
        Tuple.of(60, Combinators.combine(key, value).as(Writes.Put::new)),
        Tuple.of(30, key.map(Writes.Remove::new)),
        Tuple.of(1, Arbitraries.create(Writes.Clear::new)));
  }

  /** From hash codes that are all different, and far apart, to a single one for all keys. */
  private static Arbitrary<IntUnaryOperator> hashings() {
    return Arbitraries.of(
        number -> number,
        number -> number * 0x9E3779B9,
        number -> number << 26,
        number -> -(number % 7),
        number -> number % 2 << 31,
        number -> 42);
  }

  @Provide
  Arbitrary<Comparator<Key>> comparators() {
    return Arbitraries.of(
        Comparator.<Key>naturalOrder(),
        Comparator.<Key>reverseOrder(),
        Comparator.comparing(key -> key.number() / 3),
        Comparator.comparing(key -> 0));
  }
}
