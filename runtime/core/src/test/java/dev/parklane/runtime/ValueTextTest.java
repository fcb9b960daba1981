package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Values in traces: the same text in each run, and of a change what has changed. */
class ValueTextTest {
  private record Order(String customer, String stage, List<String> lines) {}

  private record Pair(int a, int b) {}

  /** Has no text of its own. */
  private static final class Nameless {}

  @Test
  void value_isItsText_withoutIdentity() {
    assertThat(ValueText.of("tea")).isEqualTo("\"tea\"");
    assertThat(ValueText.of(new int[] {1, 2})).isEqualTo("[1, 2]");
    assertThat(ValueText.of(new Nameless())).isEqualTo("Nameless");
    assertThat(ValueText.of(null)).isEqualTo("null");
  }

  @Test
  void change_ofAMap_isThatOfItsEntries() {
    Map<String, Integer> before = new TreeMap<>(Map.of("tea", 1, "milk", 1));
    Map<String, Integer> after = new TreeMap<>(Map.of("tea", 2, "cake", 1));
    assertThat(ValueText.change(before, after))
        .isEqualTo("\"cake\": 1, \"tea\": 1 -> 2, -\"milk\"");
  }

  /** A short one is told whole, of a long one what has changed in it. */
  @Test
  void change_ofARecord_isThatOfItsComponents() {
    Order before = new Order("Ada Lovelace", "paying", List.of("a lamp", "a chair"));
    Order after = new Order("Ada Lovelace", "paid", List.of("a lamp", "a chair"));
    assertThat(ValueText.change(before, after)).isEqualTo("[stage: \"paying\" -> \"paid\"]");
    assertThat(ValueText.change(before, before)).contains("Order[").contains(" -> Order[");
    assertThat(ValueText.change(new Pair(1, 2), new Pair(1, 3)))
        .isEqualTo("Pair[a=1, b=2] -> Pair[a=1, b=3]");
  }
}
