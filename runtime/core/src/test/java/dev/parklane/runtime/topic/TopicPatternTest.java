package dev.parklane.runtime.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Law B1: which topics a pattern matches, and what a topic may be. */
class TopicPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          data.bars         | data.bars                    | true
          data.bars         | data.bars.                   | false
          data.bars         | data.bar                     | false
          data.bars         | Data.bars                    | false
          data.*            | data.                        | true
          data.*            | data.bars.binance            | true
          data.*            | data                         | false
          *                 | data                         | true
          **                | data                         | true
          *.bars            | .bars                        | true
          *.bars            | data.bars.bars               | true
          *.bars            | data.bars.x                  | false
          data.?            | data.x                       | true
          data.?            | data.                        | false
          data.?            | data.xy                      | false
          ?                 | .                            | true
          data.bars.*.ETH?  | data.bars.binance.ETHX       | true
          data.bars.*.ETH?  | data.bars.binance.spot.ETHX  | true
          data.bars.*.ETH?  | data.bars.ETHX               | false
          data.bars.*.ETH?  | data.bars..ETHX              | true
          data.bars.*.ETH?  | data.bars.binance.ETH        | false
          a*a               | a                            | false
          a*a               | aa                           | true
          *ab*ab*           | xaby                         | false
          *ab*ab*           | xabab                        | true
          *ab*ba            | aba                          | false
          *?*?*             | a                            | false
          *?*?*             | ab                           | true
          *.a?c.*.z         | x.abb.abc.y.z                | true
          a.b               | axb                          | false
          [a-z]+            | a                            | false
          \\*               | \\x                          | true
          """)
  void pattern_matchesWholeTopics_byItsWildcards(String pattern, String topic, boolean matches) {
    assertThat(TopicPattern.parse(pattern).matches(topic)).isEqualTo(matches);
  }

  /** B1: a character is a code point, and no wildcard takes half of one. */
  @Test
  void surrogates_countByCodePoint() {
    String smile = "\uD83D\uDE00";
    assertThat(TopicPattern.parse("a?").matches("a" + smile)).isTrue();
    assertThat(TopicPattern.parse("a??").matches("a" + smile)).isFalse();
    assertThat(TopicPattern.parse("?*?").matches(smile)).isFalse();
    assertThat(TopicPattern.parse("*" + smile).matches(smile + smile)).isTrue();
    assertThat(TopicPattern.parse("*\uDE00").matches(smile)).isFalse();
    assertThat(TopicPattern.parse("\uD83D*").matches(smile)).isFalse();
    assertThat(TopicPattern.parse("*\uDE00*").matches(smile)).isFalse();
    assertThat(TopicPattern.parse("\uD83D*").matches("\uD83D")).isTrue();
    assertThat(TopicPattern.parse("??").matches("\uDE00\uD83D")).isTrue();
  }

  @Property(tries = 20_000)
  void anyPatternAndTopic_matchAsTheLawSays(
      @ForAll("patterns") String pattern, @ForAll("topics") String topic) {
    assertThat(TopicPattern.parse(pattern).matches(topic))
        .isEqualTo(NaiveMatcher.matches(pattern, topic));
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of("a", "b", ".", "*", "?", "*", "?", "\uD83D\uDE00", "\uD83D", "\uDE00")
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(characters -> String.join("", characters));
  }

  @Provide
  Arbitrary<String> topics() {
    return Arbitraries.of("a", "b", ".", "\uD83D\uDE00", "\uD83D", "\uDE00")
        .list()
        .ofMaxSize(8)
        .map(characters -> String.join("", characters));
  }

  /** One that tries every split would not come back. */
  @Test
  void manyRuns_againstALongTopicThatAlmostMatches_areDecided() {
    TopicPattern pattern = TopicPattern.parse("*a".repeat(100) + "b*c");
    String topic = "a".repeat(5_000);
    assertThat(pattern.matches(topic + "c")).isFalse();
    assertThat(pattern.matches(topic + "bc")).isTrue();
  }

  @Test
  void literal_isWhatHasNoWildcard() {
    assertThat(TopicPattern.parse("data.bars").isLiteral()).isTrue();
    assertThat(TopicPattern.parse("data.*").isLiteral()).isFalse();
    assertThat(TopicPattern.parse("data.?").isLiteral()).isFalse();
  }

  @Test
  void patterns_areEqualByTheirText() {
    TopicPattern pattern = TopicPattern.parse("a.*");
    assertThat(pattern)
        .isEqualTo(TopicPattern.parse("a.*"))
        .hasSameHashCodeAs(TopicPattern.parse("a.*"))
        .hasToString("a.*")
        .isNotEqualTo(TopicPattern.parse("a.**"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void blankPattern_isRefused(String text) {
    assertThatThrownBy(() -> TopicPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-B1] topic pattern '" + text + "' is blank; write '*' for every topic");
  }

  @Test
  void plainTopic_isReturned() {
    assertThat(TopicPattern.requirePlain("topic", "data.bars")).isEqualTo("data.bars");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topic    | ' '    | [PL-B1.2] topic ' ' is blank; name it, as in 'data.bars'
          topic    | data.* | [PL-B1.3] topic 'data.*' has the wildcard '*', which is for patterns only; name one topic in full
          endpoint | rpc.?  | [PL-B1.3] endpoint 'rpc.?' has the wildcard '?', which is for patterns only; name one endpoint in full
          """)
  void topicThatIsBlankOrHasAWildcard_isRefused(String what, String text, String message) {
    assertThatThrownBy(() -> TopicPattern.requirePlain(what, text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
