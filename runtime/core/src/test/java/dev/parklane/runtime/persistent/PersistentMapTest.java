package dev.parklane.runtime.persistent;

import static java.util.Comparator.naturalOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every persistent map guarantees, in whichever order it iterates. */
@ParameterizedClass
@EnumSource
class PersistentMapTest {
  private final PersistentMap<String, Integer> empty;
  private final PersistentMap<String, Integer> map;

  PersistentMapTest(Order order) {
    empty = order.empty();
    map = empty.with("a", 1).with("b", 2).with("c", 3);
  }

  @Test
  void emptyMap_asked_holdsNothing() {
    assertThat(empty.isEmpty()).isTrue();
    assertThat(empty.size()).isZero();
    assertThat(empty.get("a")).isNull();
    assertThat(empty.entrySet().iterator().hasNext()).isFalse();
  }

  @Test
  void with_anyKey_leavesTheMapAsItWas() {
    map.with("b", 4);
    map.with("d", 4);

    assertThat(map).containsExactly(entry("a", 1), entry("b", 2), entry("c", 3));
  }

  @Test
  void with_theVeryValueThere_isTheSameMap() {
    assertThat(map.with("b", map.get("b"))).isSameAs(map);
  }

  @Test
  void with_anEqualValueOfAnotherInstance_holdsTheNewInstance() {
    record Box(int content) {}
    Box second = new Box(1);

    for (PersistentMap<String, Box> boxes :
        List.of(
            PersistentMap.<String, Box>insertionOrdered(),
            PersistentMap.<String, Box>sorted(naturalOrder()))) {
      assertThat(boxes.with("a", new Box(1)).with("a", second).get("a")).isSameAs(second);
    }
  }

  @Test
  void without_anyKey_leavesTheMapAsItWas() {
    map.without("b");

    assertThat(map).containsExactly(entry("a", 1), entry("b", 2), entry("c", 3));
  }

  @Test
  void without_keyPresent_holdsTheOthersInOrder() {
    assertThat(map.without("b")).containsExactly(entry("a", 1), entry("c", 3));
  }

  @Test
  void without_keyAbsent_isTheSameMap() {
    assertThat(map.without("d")).isSameAs(map);
    assertThat(empty.without("d")).isSameAs(empty);
  }

  @Test
  void cleared_anyMap_isEmptyAndLeavesTheMapAsItWas() {
    assertThat(map.cleared()).isEmpty();
    assertThat(map).hasSize(3);
  }

  @Test
  void get_keyPresentOrAbsent_isItsValueOrNull() {
    assertThat(map.get("b")).isEqualTo(2);
    assertThat(map.get("d")).isNull();
    assertThat(map.getOrDefault("d", 4)).isEqualTo(4);
  }

  @Test
  void containsKeyAndValue_presentOrAbsent_tellThem() {
    assertThat(map.containsKey("c")).isTrue();
    assertThat(map.containsKey("d")).isFalse();
    assertThat(map.containsValue(3)).isTrue();
    assertThat(map.containsValue(4)).isFalse();
  }

  @Test
  void forEach_severalEntries_meetsThemInOrder() {
    List<String> met = new ArrayList<>();

    map.forEach((key, value) -> met.add(key + value));

    assertThat(met).containsExactly("a1", "b2", "c3");
  }

  @Test
  void writes_nullKey_areRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> map.with(null, 1))
        .withMessageContaining("key");
    assertThatNullPointerException()
        .isThrownBy(() -> map.without(null))
        .withMessageContaining("key");
  }

  @Test
  void with_nullValue_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> map.with("a", null))
        .withMessageContaining("value");
  }

  @Test
  void lookUps_null_areRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> map.get(null)).withMessageContaining("key");
    assertThatNullPointerException()
        .isThrownBy(() -> empty.containsKey(null))
        .withMessageContaining("key");
    assertThatNullPointerException()
        .isThrownBy(() -> empty.containsValue(null))
        .withMessageContaining("value");
  }

  @Test
  void sorted_nullComparator_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> PersistentMap.sorted(null))
        .withMessageContaining("comparator");
  }

  @Test
  void equalsAndHashCode_mapOfTheSameEntries_agreeWithIt() {
    for (Map<String, Integer> same :
        List.of(
            new HashMap<>(map),
            new TreeMap<>(map),
            PersistentMap.<String, Integer>insertionOrdered()
                .with("c", 3)
                .with("a", 1)
                .with("b", 2),
            empty.with("b", 0).with("c", 3).with("b", 2).with("a", 1))) {
      assertThat(map.equals(same)).isTrue();
      assertThat(same.equals(map)).isTrue();
      assertThat(map).hasSameHashCodeAs(same);
    }
  }

  @Test
  void equals_anythingElse_isFalse() {
    Map<String, Integer> withNullKey = new HashMap<>(map.without("a"));
    withNullKey.put(null, 1);

    assertThat(map.equals(map.with("a", 2))).isFalse();
    assertThat(map.equals(map.without("a"))).isFalse();
    assertThat(map.equals(map.without("a").with("d", 1))).isFalse();
    assertThat(map.equals(withNullKey)).isFalse();
    assertThat(withNullKey.equals(map)).isFalse();
    assertThat(map.equals(Map.of(1, 1, 2, 2, 3, 3))).isFalse();
    assertThat(map.equals(List.of())).isFalse();
    assertThat(map.equals(null)).isFalse();
  }

  @Test
  void toString_severalEntries_showsThemInOrder() {
    assertThat(map).hasToString("{a=1, b=2, c=3}");
    assertThat(empty).hasToString("{}");
  }
}
