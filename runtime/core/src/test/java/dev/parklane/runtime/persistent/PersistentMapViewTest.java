package dev.parklane.runtime.persistent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How every persistent map looks as an unmodifiable map of the JDK, and how its views do. */
@ParameterizedClass
@EnumSource
class PersistentMapViewTest {
  private final PersistentMap<String, Integer> empty;
  private final PersistentMap<String, Integer> map;

  PersistentMapViewTest(Order order) {
    empty = order.empty();
    map = empty.with("a", 1).with("b", 2).with("c", 3);
  }

  @Test
  void mutators_whetherOrNotTheyWouldChangeAnything_areUnsupported() {
    Stream.<Named<Consumer<Map<String, Integer>>>>of(
            Named.of("put", m -> m.put("a", 1)),
            Named.of("putAll", m -> m.putAll(Map.of())),
            Named.of("putIfAbsent", m -> m.putIfAbsent("a", 1)),
            Named.of("computeIfAbsent", m -> m.computeIfAbsent("a", key -> 1)),
            Named.of("computeIfPresent", m -> m.computeIfPresent("d", (key, value) -> 1)),
            Named.of("compute", m -> m.compute("d", (key, value) -> null)),
            Named.of("merge", m -> m.merge("a", 1, (old, value) -> old)),
            Named.of("replace", m -> m.replace("d", 1)),
            Named.of("replace if", m -> m.replace("a", 2, 3)),
            Named.of("replaceAll", m -> m.replaceAll((key, value) -> value)),
            Named.of("remove", m -> m.remove("d")),
            Named.of("remove if", m -> m.remove("a", 2)),
            Named.of("clear", Map::clear))
        .forEach(mutator -> {
          for (Map<String, Integer> target : List.of(map, empty)) {
            assertThatThrownBy(() -> mutator.getPayload().accept(target))
                .as(mutator.getName())
                .isInstanceOf(UnsupportedOperationException.class);
          }
        });
    assertThat(map).containsExactly(entry("a", 1), entry("b", 2), entry("c", 3));
  }

  @Test
  void viewsAndEntries_writtenTo_areUnsupported() {
    Stream.<Named<Runnable>>of(
            Named.of("entry", () -> map.entrySet().iterator().next().setValue(9)),
            Named.of("entries", () -> map.entrySet().clear()),
            Named.of("remove entry", () -> map.entrySet().remove(Map.entry("a", 1))),
            Named.of("keys", () -> map.keySet().remove("a")),
            Named.of("add key", () -> map.keySet().add("d")),
            Named.of("values", () -> map.values().removeIf(value -> value == 2)),
            Named.of("iterator", () -> removeFirst(map.entrySet())),
            Named.of("key iterator", () -> removeFirst(map.keySet())),
            Named.of("value iterator", () -> removeFirst(map.values())))
        .forEach(mutator ->
            assertThatThrownBy(() -> mutator.getPayload().run())
                .as(mutator.getName())
                .isInstanceOf(UnsupportedOperationException.class));
    assertThat(map).containsExactly(entry("a", 1), entry("b", 2), entry("c", 3));
  }

  private static <T> void removeFirst(Iterable<T> view) {
    var iterator = view.iterator();
    iterator.next();
    iterator.remove();
  }

  @Test
  void entrySet_membership_takesKeyAndValue() {
    assertThat(map.entrySet().contains(Map.entry("a", 1))).isTrue();
    assertThat(map.entrySet().contains(Map.entry("a", 2))).isFalse();
    assertThat(map.entrySet().contains(Map.entry("d", 1))).isFalse();
    assertThat(map.entrySet().contains(entry("a", null))).isFalse();
    assertThat(map.entrySet().contains(entry(null, 1))).isFalse();
    assertThat(map.entrySet().contains("a")).isFalse();
    assertThat(map.entrySet().contains(null)).isFalse();
    assertThat(map.entrySet()).isEqualTo(new HashMap<>(map).entrySet()).hasSize(3);
  }

  @Test
  void entry_handedOut_isAnEntryByTheContract() {
    Map.Entry<String, Integer> first = map.entrySet().iterator().next();

    assertThat(first).isEqualTo(Map.entry("a", 1)).hasSameHashCodeAs(Map.entry("a", 1));
    assertThat(Map.entry("a", 1)).isEqualTo(first);
    assertThat(first).isNotEqualTo(Map.entry("a", 2)).isNotEqualTo(Map.entry("b", 1));
    assertThat(first).hasToString("a=1");
  }

  @Test
  void keySet_asked_isTheKeysInOrder() {
    assertThat(map.keySet()).containsExactly("a", "b", "c").hasSize(3);
    assertThat(map.keySet().contains("b")).isTrue();
    assertThat(map.keySet().contains("d")).isFalse();
    assertThat(map.keySet()).isEqualTo(new HashMap<>(map).keySet());
  }

  @Test
  void values_asked_areTheValuesInOrder() {
    PersistentMap<String, Integer> doubled = map.with("d", 1);

    assertThat(doubled.values()).containsExactly(1, 2, 3, 1).hasSize(4);
    assertThat(doubled.values().contains(3)).isTrue();
    assertThat(doubled.values().contains(4)).isFalse();
  }

  @Test
  void iterator_pastTheEnd_throwsNoSuchElement() {
    for (Iterator<?> iterator :
        List.of(
            empty.entrySet().iterator(),
            map.entrySet().iterator(),
            map.keySet().iterator(),
            map.values().iterator(),
            map.without("b").without("c").entrySet().iterator())) {
      while (iterator.hasNext()) {
        iterator.next();
      }
      assertThatThrownBy(iterator::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void views_spliterators_areOrderedAndImmutable() {
    for (Collection<?> view : List.of(map.entrySet(), map.keySet(), map.values())) {
      assertThat(view.spliterator())
          .hasCharacteristics(Spliterator.ORDERED, Spliterator.IMMUTABLE, Spliterator.SIZED);
    }
  }

  @Test
  void streams_inParallel_keepTheOrder() {
    PersistentMap<String, Integer> large = empty;
    for (int i = 0; i < 5_000; i++) {
      large = large.with("%05d".formatted(i), i);
    }

    assertThat(large.values().parallelStream().skip(1_000).limit(3_000).toList())
        .containsExactlyElementsOf(Numbers.upTo(4_000).subList(1_000, 4_000));
  }
}
