package dev.parklane.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the path of an agent is read. */
class AddressTest {
  @Test
  void segments_areDecoded_andTheTextIsCanonical() {
    assertThat(Address.parse("/airport/%41TL"))
        .isEqualTo(new Address("/airport/ATL", List.of("airport", "ATL")));
    assertThat(Address.parse("/a%20b/%c3%a9t%C3%A9"))
        .isEqualTo(new Address("/a%20b/%C3%A9t%C3%A9", List.of("a b", "été")));
    assertThat(Address.parse("/été").text()).isEqualTo("/%C3%A9t%C3%A9");
    assertThat(Address.parse("/a%2Fb").segments()).containsExactly("a/b");
    assertThat(Address.parse("/a:b;c=d@e").text()).isEqualTo("/a:b;c=d@e");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          airport     | it must be '/' and then one segment or more
          /           | it must be '/' and then one segment or more
          /a//b       | segment 2 is empty
          /a/         | segment 2 is empty
          /a?b        | '?' has no place in a path; write it as %3F
          /a#b        | '#' has no place in a path; write it as %23
          /a b        | white space and control characters must be written as %20
          /100%       | '%' must be followed by two hexadecimal digits; a plain '%' is %25
          /a%4        | '%' must be followed by two hexadecimal digits; a plain '%' is %25
          /a%zz       | '%' must be followed by two hexadecimal digits; a plain '%' is %25
          /a%ff       | the bytes of 'a%ff' are not UTF-8
          """)
  void malformedUris_areRefused_withTheReason(String uri, String why) {
    assertThatThrownBy(() -> Address.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-O4.8] agent URI '" + uri + "' is malformed: " + why);
  }

  /** L1: what UTF-8 cannot say would be one agent with others; it is refused by its place. */
  @ParameterizedTest
  @ValueSource(strings = {"/account/a\uD83D", "/account/a\uDE00", "/account/a\uDE00\uD83D"})
  void loneSurrogate_isRefused_withItsIndex(String uri) {
    assertThatThrownBy(() -> Address.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-O4.8] agent URI '" + uri + "' is malformed: ")
        .hasMessageContaining(
            "the surrogate U+%04X at index 10 stands alone".formatted((int) uri.charAt(10)));
  }

  /** L1: whatever is read, its canonical text says all of it, so no two paths are one agent. */
  @Property(tries = 1_000)
  void anyTwoUris_thatAreRead_haveOneTextOnlyWhereTheyHaveTheSameSegments(
      @ForAll("segments") String one, @ForAll("segments") String two) {
    Optional<Address> first = read("/account/" + one);
    Optional<Address> second = read("/account/" + two);
    first.ifPresent(a -> assertThat(Address.parse(a.text())).isEqualTo(a));
    if (first.isPresent() && second.isPresent()) {
      boolean same = first.get().segments().equals(second.get().segments());
      assertThat(first.get().text().equals(second.get().text())).isEqualTo(same);
    }
    if (first.isPresent() && one.indexOf('%') < 0) {
      assertThat(first.get().segments()).isEqualTo(List.of(("account/" + one).split("/", -1)));
    }
  }

  private static Optional<Address> read(String uri) {
    try {
      return Optional.of(Address.parse(uri));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("[PL-O4.8] agent URI '" + uri + "' is malformed: ");
      return Optional.empty();
    }
  }

  /** Short, and of characters that are alike to somebody, so that two of them often meet. */
  @Provide
  Arbitrary<String> segments() {
    return Arbitraries.of(
            "a",
            "?",
            "%3F",
            "%3f",
            "\uD83D",
            "\uDE00",
            "\uD83D\uDE00",
            "%F0%9F%98%80",
            "\uFFFD",
            "%EF%BF%BD",
            "%ED%A0%BD",
            "%",
            "/",
            "\u00e9",
            "e\u0301",
            "%C3%A9")
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 500)
  void anySegments_surviveBeingWrittenAndRead(
      @ForAll @Size(min = 1, max = 4) List<@StringLength(min = 1, max = 8) String> segments) {
    Assume.that(segments.stream().allMatch(StandardCharsets.UTF_8.newEncoder()::canEncode));
    StringBuilder uri = new StringBuilder();
    for (String segment : segments) {
      uri.append('/');
      for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
        uri.append(String.format("%%%02x", b & 0xff));
      }
    }
    Address read = Address.parse(uri.toString());
    assertThat(read.segments()).isEqualTo(segments);
    assertThat(Address.parse(read.text())).isEqualTo(read);
  }
}
