package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codecs make of values, and which bytes they refuse. */
class CodecsTest {
  private enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "vert";
      }
    }
  }

  private record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("a range from " + from + " to " + to);
      }
    }
  }

  private static final Codec<Range> RANGE =
      Codecs.via(
          Codecs.lists(Codecs.INTEGER),
          range -> List.of(range.from, range.to),
          ends -> new Range(ends.get(0), ends.get(1)));

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static <T> void assertEncoded(Codec<T> codec, T value, String hex) {
    assertThat(codec.encode(value)).isEqualTo(bytes(hex));
    assertThat(codec.decode(bytes(hex))).isEqualTo(value);
  }

  private static void assertRefused(Codec<?> codec, String hex, String expected, String found) {
    assertThatThrownBy(() -> codec.decode(bytes(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("malformed bytes: expected " + expected + ", found " + found + ";");
  }

  @Test
  void numbers_areBigEndian_ofTheirWidth() {
    assertEncoded(Codecs.INTEGER, 0x01020304, "01 02 03 04");
    assertEncoded(Codecs.INTEGER, Integer.MIN_VALUE, "80 00 00 00");
    assertEncoded(Codecs.INTEGER, Integer.MAX_VALUE, "7f ff ff ff");
    assertEncoded(Codecs.LONG, -2L, "ff ff ff ff ff ff ff fe");
    assertEncoded(Codecs.LONG, Long.MIN_VALUE, "80 00 00 00 00 00 00 00");
    assertEncoded(Codecs.LONG, Long.MAX_VALUE, "7f ff ff ff ff ff ff ff");
    assertEncoded(Codecs.DOUBLE, 1.0, "3f f0 00 00 00 00 00 00");
  }

  @Property
  void anyInt_survives(@ForAll int value) {
    assertThat(Codecs.INTEGER.decode(Codecs.INTEGER.encode(value))).isEqualTo(value);
  }

  @Property
  void anyLong_survives(@ForAll long value) {
    assertThat(Codecs.LONG.decode(Codecs.LONG.encode(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        Math.PI
      })
  void extremeDoubles_survive_toTheSignOfZero(double value) {
    Double decoded = Codecs.DOUBLE.decode(Codecs.DOUBLE.encode(value));
    assertThat(Double.doubleToRawLongBits(decoded)).isEqualTo(Double.doubleToRawLongBits(value));
  }

  /** Equal keys must have equal bytes, and to {@code Double} one NaN equals the other. */
  @Test
  void everyNaN_hasTheSameBytes() {
    double other = Double.longBitsToDouble(0xfff8_0000_dead_beefL);
    assertThat(Codecs.DOUBLE.encode(other)).isEqualTo(Codecs.DOUBLE.encode(Double.NaN));
  }

  @Test
  void booleans_areOneByte() {
    assertEncoded(Codecs.BOOLEAN, false, "00");
    assertEncoded(Codecs.BOOLEAN, true, "01");
    assertRefused(Codecs.BOOLEAN, "02", "a boolean, 0 or 1", "2");
    assertRefused(Codecs.BOOLEAN, "ff", "a boolean, 0 or 1", "-1");
  }

  @Test
  void fixedWidths_refuseFewerAndMoreBytes() {
    assertRefused(Codecs.INTEGER, "01 02 03", "an int in 4 bytes", "3 bytes (01 02 03)");
    assertRefused(
        Codecs.INTEGER, "01 02 03 04 05", "an int in 4 bytes", "5 bytes (01 02 03 04 05)");
    assertRefused(Codecs.LONG, "", "a long in 8 bytes", "no bytes");
    assertRefused(Codecs.DOUBLE, "01", "a double in 8 bytes", "1 byte (01)");
    assertRefused(Codecs.BOOLEAN, "", "a boolean in 1 byte", "no bytes");
    assertRefused(Codecs.INSTANT, "01", "an instant in 12 bytes", "1 byte (01)");
  }

  @Test
  void longBytes_areCutShort_inMessages() {
    assertRefused(
        Codecs.INTEGER,
        "00".repeat(17),
        "an int in 4 bytes",
        "17 bytes (" + "00 ".repeat(16) + "...)");
  }

  @Test
  void instants_survive_fromTheFirstToTheLast() {
    assertEncoded(Codecs.INSTANT, Instant.EPOCH, "00 00 00 00 00 00 00 00  00 00 00 00");
    assertEncoded(
        Codecs.INSTANT, Instant.EPOCH.minusNanos(1), "ff ff ff ff ff ff ff ff  3b 9a c9 ff");
    for (Instant extreme : List.of(Instant.MIN, Instant.MAX)) {
      assertThat(Codecs.INSTANT.decode(Codecs.INSTANT.encode(extreme))).isEqualTo(extreme);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00 00 00 00 00 00 00 00  3b 9a ca 00, 0 seconds and 1000000000 nanoseconds",
    "00 00 00 00 00 00 00 00  ff ff ff ff, 0 seconds and -1 nanoseconds",
    "7f ff ff ff ff ff ff ff  00 00 00 00, 9223372036854775807 seconds and 0 nanoseconds",
  })
  void instants_outOfRange_areRefused(String hex, String found) {
    assertRefused(
        Codecs.INSTANT,
        hex,
        "an instant between " + Instant.MIN + " and " + Instant.MAX,
        found + " since the epoch");
  }

  @Test
  void strings_areUtf8() {
    assertEncoded(Codecs.STRING, "", "");
    assertEncoded(Codecs.STRING, "a\0é€\uD83D\uDE00", "61 00 c3a9 e282ac f09f9880");
    assertEncoded(Codecs.STRING, "\uFFFD\uFFFF", "efbfbd efbfbf");
  }

  @Property
  void anyString_survives_unlessASurrogateStandsAlone(@ForAll String value) {
    boolean wellFormed = value.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
    if (wellFormed) {
      assertThat(Codecs.STRING.decode(Codecs.STRING.encode(value))).isEqualTo(value);
    } else {
      assertThatThrownBy(() -> Codecs.STRING.encode(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void loneSurrogate_isRefused_withItsIndex() {
    assertThatThrownBy(() -> Codecs.STRING.encode("ab\uDE00c"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.7] a text of 4 chars has no UTF-8: the surrogate U+DE00 at index 2 stands alone;"
                + " keep such text as bytes");
    assertThatThrownBy(() -> Codecs.STRING.encode("abc\uD83D"))
        .hasMessageContaining("U+D83D at index 3");
  }

  @ParameterizedTest
  @CsvSource({
    "61 ff, byte ff at index 1",
    "61 62 e2 82, byte e2 at index 2",
    "c0 80, byte c0 at index 0",
    "ed a0 80, byte ed at index 0",
    "f4 90 80 80, byte f4 at index 0",
  })
  void malformedUtf8_isRefused_withItsIndex(String hex, String found) {
    assertRefused(Codecs.STRING, hex, "text in UTF-8", found);
  }

  @Test
  void bytes_areCopied_bothWays() {
    byte[] value = {1, 2};
    byte[] encoded = Codecs.BYTES.encode(value);
    byte[] decoded = Codecs.BYTES.decode(encoded);
    value[0] = 9;
    decoded[1] = 9;
    assertThat(encoded).containsExactly(1, 2);
  }

  @Test
  void enums_areKeptByName_notByTheirText() {
    assertEncoded(Codecs.enums(Colour.class), Colour.RED, "52 45 44");
    assertEncoded(Codecs.enums(Colour.class), Colour.GREEN, "47 52 45 45 4e");
  }

  @Test
  void unknownConstant_isRefused_withThoseThatThereAre() {
    assertRefused(
        Codecs.enums(Colour.class),
        "52 65 64",
        "a constant of " + Colour.class.getName() + ", one of RED, GREEN",
        "'Red'");
  }

  @Test
  void lists_haveTheLengthOfEachElementBeforeIt() {
    assertEncoded(Codecs.lists(Codecs.STRING), List.of(), "00000000");
    assertEncoded(
        Codecs.lists(Codecs.STRING), List.of("ab", ""), "00000002  00000002 6162  00000000");
  }

  @Property(tries = 200)
  void anyListOfLists_survives(@ForAll @Size(max = 6) List<@Size(max = 6) List<Long>> value) {
    Codec<List<List<Long>>> codec = Codecs.lists(Codecs.lists(Codecs.LONG));
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  @Test
  void decodedCollections_areUnmodifiable() {
    Codec<List<Integer>> list = Codecs.lists(Codecs.INTEGER);
    Codec<Map<Integer, Integer>> map = Codecs.maps(Codecs.INTEGER, Codecs.INTEGER);
    assertThatThrownBy(() -> list.decode(list.encode(List.of(1))).add(2))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> map.decode(map.encode(Map.of(1, 1))).put(2, 2))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          000000                        | a list that starts with the 4 bytes of its count | 3 bytes (00 00 00)
          00000001                      | a list with a count that its bytes have room for | a count of 1 in 4 bytes (00 00 00 01)
          7fffffff 00000000             | a list with a count that its bytes have room for | a count of 2147483647 in 8 bytes (7f ff ff ff 00 00 00 00)
          ffffffff                      | a list with a count that its bytes have room for | a count of -1 in 4 bytes (ff ff ff ff)
          00000001 00000002 61          | a list of 1 parts with the length of each before it | part 0 cut off or of a wrong length in 9 bytes (00 00 00 01 00 00 00 02 61)
          00000001 ffffffff             | a list of 1 parts with the length of each before it | part 0 cut off or of a wrong length in 8 bytes (00 00 00 01 ff ff ff ff)
          00000002 00000001 61 000000   | a list of 2 parts with the length of each before it | part 1 cut off or of a wrong length in 12 bytes (00 00 00 02 00 00 00 01 61 00 00 00)
          00000000 61                   | a list of 0 parts and nothing after them | 1 byte too many in 5 bytes (00 00 00 00 61)
          """)
  void malformedLists_areRefused_withTheReason(String hex, String expected, String found) {
    assertRefused(Codecs.lists(Codecs.STRING), hex, expected, found);
  }

  @Test
  void malformedElement_isNamed_byItsIndex() {
    assertThatThrownBy(
            () -> Codecs.lists(Codecs.BOOLEAN).decode(bytes("00000002 00000001 01 00000001 07")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-D5.8] element 1: [PL-D5.6] malformed bytes: expected a boolean, 0 or 1, found 7");
    assertThatThrownBy(() ->
            Codecs.maps(Codecs.STRING, Codecs.BOOLEAN)
                .decode(bytes("00000002 00000001 61 00000001 07")))
        .hasMessageStartingWith("[PL-D5.8] value 0: [PL-D5.6] malformed bytes");
  }

  @Property(tries = 200)
  void anyMap_survives_inItsOrder(
      @ForAll @Size(max = 8) List<@IntRange(min = -9, max = 9) Integer> keys) {
    Codec<Map<Integer, String>> codec = Codecs.maps(Codecs.INTEGER, Codecs.STRING);
    Map<Integer, String> value = new LinkedHashMap<>();
    keys.forEach(key -> value.put(key, "value of " + key));
    Map<Integer, String> decoded = codec.decode(codec.encode(value));
    assertThat(new ArrayList<>(decoded.entrySet())).isEqualTo(new ArrayList<>(value.entrySet()));
  }

  @Test
  void malformedMaps_areRefused_withTheReason() {
    Codec<Map<String, String>> codec = Codecs.maps(Codecs.STRING, Codecs.STRING);
    assertRefused(
        codec, "00000001 00000000", "a map with a value for each key", "1 keys and values");
    assertRefused(
        codec,
        "00000004 00000001 61 00000000 00000001 61 00000000",
        "a map with each key once",
        "key a again as key 1");
    assertRefused(codec, "", "a map that starts with the 4 bytes of its count", "no bytes");
  }

  @Test
  void via_turnsThereAndBack() {
    assertEncoded(RANGE, new Range(1, 2), "00000002 00000004 00000001 00000004 00000002");
    Codec<TimeUnit> upperCase = Codecs.via(Codecs.STRING, TimeUnit::name, TimeUnit::valueOf);
    assertThat(upperCase.decode("DAYS".getBytes(StandardCharsets.UTF_8))).isEqualTo(TimeUnit.DAYS);
  }

  @Test
  void via_thatCannotTurnBack_refusesTheBytes() {
    assertThatThrownBy(() -> RANGE.decode(Codecs.lists(Codecs.INTEGER).encode(List.of(2, 1))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a range from 2 to 1");
    assertThatThrownBy(() -> RANGE.decode(Codecs.lists(Codecs.INTEGER).encode(List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-D5.6] malformed bytes: expected bytes that can be turned back, found")
        .hasCauseInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property(tries = 2000)
  void anyBytes_areDecodedOrRefused_neverMisread(@ForAll @Size(max = 16) List<Byte> raw) {
    byte[] bytes = new byte[raw.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = raw.get(i);
    }
    for (Codec<?> codec : EVERY_ONE) {
      assertThat(encodedAgain(codec, bytes)).isIn(bytes, null);
    }
  }

  private static final List<Codec<?>> EVERY_ONE =
      List.of(
          Codecs.STRING,
          Codecs.INTEGER,
          Codecs.LONG,
          Codecs.BOOLEAN,
          Codecs.INSTANT,
          Codecs.BYTES,
          Codecs.enums(Colour.class),
          Codecs.lists(Codecs.STRING),
          Codecs.maps(Codecs.BOOLEAN, Codecs.STRING));

  /** The bytes of what these bytes decode to, null where they are refused. */
  private static <T> byte[] encodedAgain(Codec<T> codec, byte[] bytes) {
    T decoded;
    try {
      decoded = codec.decode(bytes);
    } catch (IllegalArgumentException refused) {
      return null;
    }
    return codec.encode(decoded);
  }
}
