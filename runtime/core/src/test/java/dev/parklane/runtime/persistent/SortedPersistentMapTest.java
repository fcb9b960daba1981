package dev.parklane.runtime.persistent;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the map in the order of a comparator guarantees beyond what every map does. */
class SortedPersistentMapTest {
  private static final PersistentMap<String, Integer> NATURAL =
      PersistentMap.sorted(naturalOrder());

  @Test
  void entries_putInAnyOrder_comeInTheOrderOfTheComparator() {
    assertThat(NATURAL.with("c", 1).with("a", 2).with("b", 3))
        .containsExactly(entry("a", 2), entry("b", 3), entry("c", 1));
  }

  @Test
  void entries_comparatorReversed_comeInReverse() {
    PersistentMap<String, Integer> reversed = PersistentMap.sorted(reverseOrder());

    assertThat(reversed.with("b", 1).with("a", 2).with("c", 3).keySet())
        .containsExactly("c", "b", "a");
  }

  @Test
  void keys_comparingAsEqual_areTheSameKey() {
    PersistentMap<String, Integer> map =
        PersistentMap.<String, Integer>sorted(String.CASE_INSENSITIVE_ORDER).with("a", 1);

    assertThat(map.get("A")).isEqualTo(1);
    assertThat(map.with("A", 2)).containsExactly(entry("a", 2));
    assertThat(map.without("A")).isEmpty();
  }

  @Test
  void cleared_anyMap_keepsTheComparator() {
    PersistentMap<String, Integer> reversed = PersistentMap.sorted(reverseOrder());

    assertThat(reversed.with("x", 0).cleared().with("a", 1).with("b", 2).keySet())
        .containsExactly("b", "a");
  }

  @Test
  void cleared_emptyMap_isThatMap() {
    assertThat(NATURAL.cleared()).isSameAs(NATURAL);
  }

  @Test
  void get_keyOfAnotherType_throwsWhatTheComparatorThrows() {
    PersistentMap<String, Integer> map = NATURAL.with("a", 1);

    assertThatThrownBy(() -> map.get(1)).isInstanceOf(ClassCastException.class);
  }

  @Test
  void with_keyThatCannotBeCompared_isRefusedByTheEmptyMapToo() {
    record Person(String name) {}
    PersistentMap<Person, Integer> people = PersistentMap.sorted(comparing(Person::name));

    assertThatThrownBy(() -> people.with(new Person(null), 1))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void lookUpAndWrite_thousandsOfKeysInAscendingOrder_compareWithFewOfThem() {
    AtomicInteger comparisons = new AtomicInteger();
    Comparator<Integer> counting =
        (a, b) -> {
          comparisons.incrementAndGet();
          return a.compareTo(b);
        };
    PersistentMap<Integer, Integer> map = PersistentMap.sorted(counting);
    for (int i = 0; i < 4_096; i++) {
      map = map.with(i, i);
    }

    comparisons.set(0);
    map.get(4_095);
    map.with(4_096, 0);
    map.without(0);

    assertThat(comparisons).hasValueLessThan(3 * 24);
  }

  @Test
  void manyKeys_putThenRemovedInAnyOrder_areHeldInOrder() {
    List<Integer> numbers = Numbers.upTo(20_000);
    PersistentMap<Integer, Integer> map = PersistentMap.sorted(naturalOrder());
    for (int number : Numbers.shuffled(numbers)) {
      map = map.with(number, -number);
    }
    assertThat(map.keySet()).containsExactlyElementsOf(numbers);

    for (int number : Numbers.shuffled(numbers)) {
      if (number % 2 == 0) {
        map = map.without(number);
      }
    }
    assertThat(map).hasSize(10_000);
    assertThat(map.keySet())
        .containsExactlyElementsOf(numbers.stream().filter(number -> number % 2 == 1).toList());
    assertThat(Collections.max(map.values())).isEqualTo(-1);
  }
}
