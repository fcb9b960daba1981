package dev.parklane.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route matches, and which are refused. */
class RoutePatternTest {
  private static boolean matches(String pattern, String uri) {
    return RoutePattern.parse(pattern).matches(Address.parse(uri));
  }

  @Test
  void pattern_matchesPathsOfItsLength_withItsPlainSegments() {
    assertThat(matches("/airport/:code", "/airport/ATL")).isTrue();
    assertThat(matches("/airport/:code", "/airport")).isFalse();
    assertThat(matches("/airport/:code", "/airport/ATL/gate")).isFalse();
    assertThat(matches("/airport/:code", "/Airport/ATL")).isFalse();
    assertThat(matches("/nation", "/nation")).isTrue();
    assertThat(matches("/a%20b", "/a%20b")).isTrue();
  }

  @Test
  void parameters_areDecoded_inTheOrderOfThePattern() {
    RoutePattern pattern = RoutePattern.parse("/from/:from/to/:to");
    assertThat(pattern.parameters(Address.parse("/from/A%2FB/to/%C3%A9")))
        .containsExactly(Map.entry("from", "A/B"), Map.entry("to", "é"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          airport      | agent URI 'airport' is malformed
          /a//b        | segment 2 is empty
          /:           | parameter '' must be a name of letters, digits and '_'
          /:1a         | parameter '1a' must be a name of letters, digits and '_'
          /:a-b        | parameter 'a-b' must be a name of letters, digits and '_'
          /:a/x/:a     | parameter 'a' stands in it twice; give each its own name
          /a/*         | segment '*' would match itself alone; write a parameter as ':name'
          /a/x*        | segment 'x*' would match itself alone
          """)
  void badPatterns_areRefused_withTheReason(String pattern, String why) {
    assertThatThrownBy(() -> RoutePattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-O4.9] route '" + pattern + "' is refused: ")
        .hasMessageContaining(why);
  }

  /** A brace is no character of a path: it is refused as that, or as a wildcard. */
  @Test
  void braces_areRefused() {
    assertThatThrownBy(() -> RoutePattern.parse("/a/{id}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-O4.9] route '/a/{id}' is refused: ");
  }

  @Test
  void characterOfAWildcard_isALiteralWhereItIsEncoded() {
    assertThat(matches("/a/%2A", "/a/*")).isTrue();
    assertThat(matches("/a/%7Bid%7D", "/a/%7Bid%7D")).isTrue();
  }

  @Test
  void covers_isWhatLeavesTheOtherNothing() {
    RoutePattern one = RoutePattern.parse("/a/:x");
    assertThat(one.covers(RoutePattern.parse("/a/:y"))).isTrue();
    assertThat(one.covers(RoutePattern.parse("/a/y"))).isTrue();
    assertThat(RoutePattern.parse("/a/y").covers(one)).isFalse();
    assertThat(RoutePattern.parse("/a/y").covers(RoutePattern.parse("/%61/y"))).isTrue();
    assertThat(one.covers(RoutePattern.parse("/b/:x"))).isFalse();
    assertThat(one.covers(RoutePattern.parse("/:b/x"))).isFalse();
    assertThat(one.covers(RoutePattern.parse("/a/:x/:y"))).isFalse();
  }
}
