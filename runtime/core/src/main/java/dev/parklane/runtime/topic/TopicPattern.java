package dev.parklane.runtime.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a topic must look like: {@code data.bars.*.ETH?} matches {@code data.bars.binance.ETHX}.
 *
 * <p>{@code *} is any run of characters, dots and the empty run included, {@code ?} is exactly one
 * character, and everything else is itself; the whole topic must match, and case counts (law B1). A
 * character is a code point, and a surrogate without its other half is one as well. Nothing escapes
 * a wildcard, as no topic has one.
 *
 * <p>Two patterns are equal where their texts are. Immutable.
 */
public final class TopicPattern {
  /** The token for {@code ?}; one that is not negative is a code point. */
  static final int ANY = -1;

  /** The token for {@code *}. */
  static final int RUN = -2;

  private final String text;
  private final int[][] pieces; // what stands between the runs of '*'; only the ends may be empty

  private TopicPattern(String text, int[][] pieces) {
    this.text = text;
    this.pieces = pieces;
  }

  /**
   * {@return the pattern that a text spells}
   *
   * @param text any topic, with {@code *} for any characters or none, and {@code ?} for one
   * @throws IllegalArgumentException where it is blank
   */
  public static TopicPattern parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-B1] topic pattern '" + text + "' is blank; write '*' for every topic");
    }
    List<int[]> pieces = new ArrayList<>();
    int[] characters = text.codePoints().map(c -> c == '?' ? ANY : c).toArray();
    int from = 0;
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '*') {
        if (i > from || i == 0) {
          pieces.add(Arrays.copyOfRange(characters, from, i));
        }
        from = i + 1;
      }
    }
    pieces.add(Arrays.copyOfRange(characters, from, characters.length));
    return new TopicPattern(text, pieces.toArray(int[][]::new));
  }

  /**
   * Checks that something may be published or sent to: that it is not blank and has no wildcard
   * (law B1).
   *
   * @param what what it is, for the error: a topic or an endpoint
   * @param text the topic or the name of the endpoint
   * @return the same text
   * @throws IllegalArgumentException where it may not
   */
  public static String requirePlain(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-B1.2] %s '%s' is blank; name it, as in 'data.bars'".formatted(what, text));
    }
    boolean run = text.indexOf('*') >= 0;
    if (run || text.indexOf('?') >= 0) {
      throw new IllegalArgumentException(
          "[PL-B1.3] %s '%s' has the wildcard '%c', which is for patterns only; name one %s in full"
              .formatted(what, text, run ? '*' : '?', what));
    }
    return text;
  }

  /**
   * {@return whether it has no wildcard, so that it matches the topic of the same text and no
   * other}
   */
  public boolean isLiteral() {
    return pieces.length == 1 && text.indexOf('?') < 0;
  }

  /**
   * {@return whether it matches all of this topic} It allocates nothing. The time is at most that
   * of comparing each piece between two {@code *} at each place of the topic.
   *
   * @param topic a name without wildcards
   */
  public boolean matches(String topic) {
    int from = endOf(pieces[0], topic, 0, topic.length());
    if (pieces.length == 1 || from < 0) {
      return from == topic.length();
    }
    int last = pieces.length - 1;
    int to = startOf(pieces[last], topic, from);
    for (int i = 1; i < last && from <= to; i++) {
      from = endOfFirst(pieces[i], topic, from, to); // a later one would leave less to the others
    }
    return from <= to;
  }

  /** Where a piece ends that starts at {@code from}; -1 where it does not stand there. */
  private static int endOf(int[] piece, String topic, int from, int to) {
    int at = from;
    for (int token : piece) {
      if (at >= to) {
        return -1;
      }
      int c = topic.codePointAt(at);
      if (token != c && token != ANY) {
        return -1;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /**
   * Where a piece starts that ends the topic; -1 where it does not, or starts before {@code from}.
   */
  private static int startOf(int[] piece, String topic, int from) {
    int at = topic.length();
    for (int i = piece.length - 1; i >= 0; i--) {
      if (at <= from) {
        return -1;
      }
      int c = topic.codePointBefore(at);
      if (piece[i] != c && piece[i] != ANY) {
        return -1;
      }
      at -= Character.charCount(c);
    }
    return at;
  }

  /** Where the first of a piece within these bounds ends; beyond them where there is none. */
  private static int endOfFirst(int[] piece, String topic, int from, int to) {
    int at = from;
    while (at < to) {
      int end = endOf(piece, topic, at, to);
      if (end >= 0) {
        return end;
      }
      at += Character.charCount(topic.codePointAt(at));
    }
    return Integer.MAX_VALUE;
  }

  /** What it is made of, in order; there are no two {@link #RUN} in a row. */
  int[] tokens() {
    IntStream tokens = Arrays.stream(pieces[0]);
    for (int i = 1; i < pieces.length; i++) {
      tokens =
          IntStream.concat(tokens, IntStream.concat(IntStream.of(RUN), Arrays.stream(pieces[i])));
    }
    return tokens.toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TopicPattern that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
