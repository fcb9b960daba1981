package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Law G2: how a chain of writers reads. */
class ChainTextTest {
  private static String chain(String names) {
    return ChainText.of(List.of(names.split(" ")));
  }

  @Test
  void chain_withoutACycle_isWrittenOut() {
    assertThat(chain("a")).isEqualTo("a");
    assertThat(chain("a b c")).isEqualTo("a -> b -> c");
    assertThat(chain("a b a c")).isEqualTo("a -> b -> a -> c");
  }

  @Test
  void chain_thatEndsInACycle_isFolded_withTheNumberOfItsRounds() {
    assertThat(chain("a a")).isEqualTo("a -> (a ...) x2");
    assertThat(chain("r a a a")).isEqualTo("r -> a -> (a ...) x3");
    assertThat(chain("r a b a b a b")).isEqualTo("r -> a -> b -> (a ...) x3");
  }

  @Test
  void chain_thatEndsWithinARound_namesTheRest() {
    assertThat(chain("r a b c a b c a b")).isEqualTo("r -> a -> b -> c -> (a ...) x2 -> a -> b");
  }

  @Test
  void chain_thatIsLong_leavesOutItsMiddle() {
    List<String> names = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> "h" + i).toList());
    assertThat(ChainText.of(names))
        .startsWith("h0 -> h1 -> ")
        .contains("h31 -> ... 36 more ... -> h68")
        .endsWith("h98 -> h99");
  }

  @Test
  void chain_ofAMillion_isFoldedInOnePass() {
    List<String> names = new ArrayList<>(Collections.nCopies(1_000_000, "a"));
    names.set(0, "root");
    assertThat(ChainText.of(names)).isEqualTo("root -> a -> (a ...) x999999");
  }
}
