package dev.parklane.runtime.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        .hasMessageStartingWith("agent URI '" + uri + "' is malformed: " + why);
  }

  @Property(tries = 500)
  void anySegments_surviveBeingWrittenAndRead(
      @ForAll @Size(min = 1, max = 4) List<@StringLength(min = 1, max = 8) String> segments) {
    StringBuilder uri = new StringBuilder();
    for (String segment : segments) {
      uri.append('/');
      for (byte b : segment.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
        uri.append(String.format("%%%02x", b & 0xff));
      }
    }
    Address read = Address.parse(uri.toString());
    List<String> expected = segments.stream().map(AddressTest::wellFormed).toList();
    assertThat(read.segments()).isEqualTo(expected);
    assertThat(Address.parse(read.text())).isEqualTo(read);
  }

  /** As UTF-8 can carry it: a lone surrogate becomes a question mark. */
  private static String wellFormed(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.UTF_8);
  }
}
