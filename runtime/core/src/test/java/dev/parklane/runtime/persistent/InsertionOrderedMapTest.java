package dev.parklane.runtime.persistent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the map that keeps the order of insertion guarantees beyond what every map does. */
class InsertionOrderedMapTest {
  private static final PersistentMap<String, Integer> EMPTY = PersistentMap.insertionOrdered();

  @Test
  void entries_afterSeveralPuts_comeInTheOrderOfThePuts() {
    assertThat(EMPTY.with("c", 1).with("a", 2).with("b", 3))
        .containsExactly(entry("c", 1), entry("a", 2), entry("b", 3));
  }

  @Test
  void with_keyPresent_keepsItsPlace() {
    assertThat(EMPTY.with("a", 1).with("b", 2).with("c", 3).with("a", 4))
        .containsExactly(entry("a", 4), entry("b", 2), entry("c", 3));
  }

  @Test
  void with_keyPresent_keepsTheInstanceOfTheKey() {
    String first = new String("a");

    PersistentMap<String, Integer> map = EMPTY.with(first, 1).with(new String("a"), 2);

    assertThat(map.keySet().iterator().next()).isSameAs(first);
  }

  @Test
  void with_keyRemovedBefore_comesLast() {
    assertThat(EMPTY.with("a", 1).with("b", 2).without("a").with("a", 3))
        .containsExactly(entry("b", 2), entry("a", 3));
  }

  @Test
  void with_largeMap_sharesEveryOtherEntry() {
    PersistentMap<Integer, Integer> before = PersistentMap.insertionOrdered();
    for (int i = 0; i < 1_000; i++) {
      before = before.with(i, i);
    }

    List<Map.Entry<Integer, Integer>> after = new ArrayList<>(before.with(500, -1).entrySet());

    int place = 0;
    for (Map.Entry<Integer, Integer> entry : before.entrySet()) {
      if (place != 500) {
        assertThat(after.get(place)).isSameAs(entry);
      }
      place++;
    }
  }

  @Test
  void without_lastKey_isTheSharedEmptyMap() {
    assertThat(EMPTY.with("a", 1).without("a")).isSameAs(EMPTY);
  }

  @Test
  void cleared_anyMap_isTheSharedEmptyMap() {
    assertThat(EMPTY.with("a", 1).with("b", 2).cleared()).isSameAs(EMPTY);
    assertThat(EMPTY.cleared()).isSameAs(EMPTY);
  }

  @Test
  void collidingKeys_putAndOverwritten_areAllFoundInOrder() {
    PersistentMap<Key, String> map = PersistentMap.insertionOrdered();
    for (int i = 0; i < 5; i++) {
      map = map.with(Key.colliding(i), "old" + i);
    }
    map = map.with(Key.colliding(2), "new2");

    assertThat(map)
        .containsExactly(
            entry(Key.colliding(0), "old0"),
            entry(Key.colliding(1), "old1"),
            entry(Key.colliding(2), "new2"),
            entry(Key.colliding(3), "old3"),
            entry(Key.colliding(4), "old4"));
    assertThat(map.get(Key.colliding(4))).isEqualTo("old4");
    assertThat(map.get(Key.colliding(5))).isNull();
  }

  @Test
  void collidingKeys_removedOneByOne_leaveTheOthers() {
    PersistentMap<Key, Integer> map = PersistentMap.insertionOrdered();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      keys.add(Key.colliding(i));
      map = map.with(Key.colliding(i), i);
    }

    for (int i : List.of(2, 0, 4, 1, 3)) {
      keys.remove(Key.colliding(i));
      map = map.without(Key.colliding(i));
      assertThat(map.keySet()).containsExactlyElementsOf(keys);
    }
  }

  @Test
  void collidingKeys_amongOthers_areToldFromThem() {
    PersistentMap<Key, Integer> map =
        PersistentMap.<Key, Integer>insertionOrdered()
            .with(new Key(1, -1), 1)
            .with(new Key(2, Integer.MIN_VALUE), 2)
            .with(new Key(3, -1), 3)
            .with(new Key(4, Integer.MAX_VALUE), 4);

    assertThat(map.without(new Key(5, -1))).isSameAs(map);
    assertThat(map.without(new Key(1, -1)).values()).containsExactly(2, 3, 4);
    assertThat(map.without(new Key(2, Integer.MIN_VALUE)).values()).containsExactly(1, 3, 4);
  }

  @Test
  void manyKeys_putInAnyOrderAndHalfRemoved_areHeldInOrder() {
    List<Integer> numbers = Numbers.shuffled(Numbers.upTo(20_000));
    PersistentMap<String, Integer> map = EMPTY;
    for (int number : numbers) {
      map = map.with("key " + number, number);
    }
    assertThat(map.values()).containsExactlyElementsOf(numbers);

    for (int number = 0; number < 20_000; number += 2) {
      map = map.without("key " + number);
    }
    assertThat(map.values())
        .containsExactlyElementsOf(numbers.stream().filter(number -> number % 2 == 1).toList());
    assertThat(map).hasSize(10_000);
    assertThat(map.get("key 19999")).isEqualTo(19_999);
    assertThat(map.get("key 19998")).isNull();
  }

  @Test
  void queue_longSincePastItsFirstKeys_staysInOrder() {
    PersistentMap<Integer, Integer> queue = PersistentMap.insertionOrdered();
    for (int i = 0; i < 100_000; i++) {
      queue = queue.with(i, i).without(i - 3);
    }

    assertThat(queue.keySet()).containsExactly(99_997, 99_998, 99_999);
  }
}
