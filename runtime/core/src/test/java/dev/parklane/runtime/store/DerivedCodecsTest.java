package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Codecs that are found by a class: which classes have one, what their bytes are, what is refused.
 */
class DerivedCodecsTest {
  private enum Grade {
    FIRST,
    SECOND {
      @Override
      public String toString() {
        return "2nd";
      }
    }
  }

  private record Line(String item, int pieces) {}

  private record Order(
      UUID id,
      List<Line> lines,
      Set<Grade> grades,
      Map<String, Optional<BigDecimal>> prices,
      @Nullable String note) {}

  private record Tree(String name, List<Tree> below) {}

  private record Pair(@Nullable Chain chain) {}

  private record Chain(@Nullable Pair pair) {}

  private record Empty() {}

  private record Range(int from, int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("a range from " + from + " to " + to);
      }
    }
  }

  private sealed interface Shape {
    record Circle(double radius) implements Shape {}

    sealed interface Angular extends Shape {}

    record Square(double side) implements Angular {}

    enum Dot implements Angular {
      BLACK,
      WHITE {
        @Override
        public String toString() {
          return "white";
        }
      }
    }

    record Group(List<? extends Shape> shapes) implements Shape {}
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static <T> void assertEncoded(Codec<T> codec, T value, String hex) {
    assertThat(codec.encode(value)).isEqualTo(bytes(hex));
    assertThat(codec.decode(bytes(hex))).isEqualTo(value);
  }

  private static <T> void assertSurvives(Codec<T> codec, T value) {
    assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
  }

  static List<Object> extremes() {
    return List.of(
        "text",
        Byte.MIN_VALUE,
        Short.MAX_VALUE,
        '\uffff',
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Float.NaN,
        -0.0f,
        Float.MIN_VALUE,
        Double.NEGATIVE_INFINITY,
        true,
        Instant.MIN,
        Instant.MAX,
        Duration.ofSeconds(Long.MIN_VALUE),
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        LocalDate.MIN,
        LocalDate.MAX,
        LocalTime.MIN,
        LocalTime.MAX,
        LocalDateTime.MIN,
        LocalDateTime.MAX,
        new UUID(Long.MIN_VALUE, Long.MAX_VALUE),
        BigInteger.ZERO,
        BigInteger.TWO.pow(1000).negate(),
        new BigDecimal("1.00"),
        new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE),
        URI.create("HTTP://a/%e2%82%ac?q#f"));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  @SuppressWarnings("unchecked") // the codec of the value's class
  void valuesOfTheJdk_surviveAtTheirExtremes(Object value) {
    Codec<Object> codec = (Codec<Object>) Codecs.of(value.getClass());
    assertThat(codec.type()).isEqualTo(value.getClass());
    assertSurvives(codec, value);
  }

  @Test
  void valuesOfTheJdk_haveTheseBytes() {
    assertEncoded(Codecs.of(byte.class), (byte) -2, "fe");
    assertEncoded(Codecs.of(short.class), (short) 258, "0102");
    assertEncoded(Codecs.of(char.class), 'a', "0061");
    assertEncoded(Codecs.of(float.class), 1.0f, "3f800000");
    assertEncoded(Codecs.of(Duration.class), Duration.ofNanos(-1), "ffffffffffffffff 3b9ac9ff");
    assertEncoded(Codecs.of(LocalDate.class), LocalDate.EPOCH.plusDays(1), "0000000000000001");
    assertEncoded(Codecs.of(LocalTime.class), LocalTime.MIN.plusNanos(2), "0000000000000002");
    assertEncoded(
        Codecs.of(LocalDateTime.class),
        LocalDate.EPOCH.plusDays(1).atTime(0, 0, 0, 2),
        "0000000000000001 0000000000000002");
    assertEncoded(Codecs.of(UUID.class), new UUID(1, 2), "0000000000000001 0000000000000002");
    assertEncoded(Codecs.of(BigInteger.class), BigInteger.valueOf(-129), "ff7f");
    assertEncoded(Codecs.of(BigDecimal.class), new BigDecimal("2.56"), "00000002 0100");
    assertEncoded(Codecs.of(URI.class), URI.create("/a"), "2f61");
    assertThat(Codecs.of(byte[].class)).isSameAs(Codecs.BYTES);
    assertThat(Codecs.of(String.class)).isSameAs(Codecs.STRING);
  }

  @Test
  void enums_haveTheCodecOfTheirNames() {
    assertEncoded(Codecs.of(Grade.class), Grade.FIRST, "4649525354");
    assertEncoded(Codecs.of(Grade.class), Grade.SECOND, "5345434f4e44");
  }

  @Test
  void record_isItsVersion_andEachComponentBehindItsLength() {
    Codec<Line> codec = Codecs.record(Line.class);
    assertThat(codec.type()).isEqualTo(Line.class);
    assertEncoded(codec, new Line("ab", 3), "01 00000002 6162 00000004 00000003");
    assertEncoded(codec, new Line(null, 3), "01 ffffffff 00000004 00000003");
    assertEncoded(Codecs.record(Empty.class), new Empty(), "01");
  }

  @Test
  void record_ofCollectionsAndRecords_survives() {
    Map<String, Optional<BigDecimal>> prices = new LinkedHashMap<>();
    prices.put("b", Optional.of(BigDecimal.TEN));
    prices.put("a", Optional.empty());
    Order order =
        new Order(
            new UUID(1, 2),
            List.of(new Line("a", 1), new Line("b", 2)),
            new LinkedHashSet<>(List.of(Grade.SECOND, Grade.FIRST)),
            prices,
            null);
    assertSurvives(Codecs.record(Order.class), order);
    assertThat(Codecs.of(Order.class)).isSameAs(Codecs.record(Order.class));
  }

  @Test
  void record_thatContainsItself_survives() {
    Tree tree = new Tree("a", List.of(new Tree("b", List.of()), new Tree("c", List.of())));
    assertSurvives(Codecs.of(Tree.class), tree);
    assertSurvives(Codecs.of(Chain.class), new Chain(new Pair(new Chain(new Pair(null)))));
  }

  /** Compared by bytes, as {@code equals} takes more stack than its codec; on four megabytes. */
  @Test
  void chainOfAThousandRecords_survives() throws Exception {
    Chain chain =
        Stream.iterate(new Chain(null), c -> new Chain(new Pair(c))).limit(501).toList().getLast();
    Codec<Chain> codec = Codecs.of(Chain.class);
    FutureTask<byte[]> encoded = new FutureTask<>(() -> codec.encode(chain));
    new Thread(null, encoded, "encodes", 4 << 20).start();
    byte[] bytes = encoded.get();
    assertThat(bytes).hasSize(1000 * 5 + 5);
    FutureTask<byte[]> again = new FutureTask<>(() -> codec.encode(codec.decode(bytes)));
    new Thread(null, again, "encodes again", 4 << 20).start();
    assertThat(again.get()).isEqualTo(bytes);
  }

  /** Equal keys must have equal bytes, and to {@code Float} one NaN equals the other. */
  @Test
  void everyNaN_hasTheSameBytes() {
    float other = Float.intBitsToFloat(0xffc0_dead);
    assertThat(Codecs.of(float.class).encode(other))
        .isEqualTo(Codecs.of(float.class).encode(Float.NaN));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.time.Duration      | 0000000000000000 3b9aca00 | a duration with less than a second of nanoseconds, found 1000000000 nanoseconds
          java.time.Duration      | 0000000000000000 ffffffff | a duration with less than a second of nanoseconds, found -1 nanoseconds
          java.time.LocalDate     | 7fffffffffffffff          | a date between -999999999-01-01 and +999999999-12-31, found 9223372036854775807 days
          java.time.LocalTime     | ffffffffffffffff          | a time of day, found -1 nanoseconds since midnight
          java.time.LocalTime     | 00004e94914f0000          | a time of day, found 86400000000000 nanoseconds since midnight
          java.math.BigInteger    | 0001                      | a whole number in as few bytes as it needs, found 2 bytes (00 01)
          java.math.BigInteger    | ffff                      | a whole number in as few bytes as it needs, found 2 bytes (ff ff)
          java.math.BigInteger    | ''                        | a whole number in as few bytes as it needs, found no bytes
          java.math.BigDecimal    | 00000001                  | a decimal with a scale in 4 bytes and digits behind it, found 4 bytes
          java.math.BigDecimal    | 00000001 0001             | a whole number in as few bytes as it needs, found 2 bytes (00 01)
          java.lang.Character     | 61                        | a char in 2 bytes, found 1 byte (61)
          """)
  void valuesOfTheJdk_refuseOtherBytes(String type, String hex, String found)
      throws ClassNotFoundException {
    assertThatThrownBy(() -> Codecs.of(Class.forName(type)).decode(bytes(hex)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[PL-D5.6] malformed bytes: expected " + found);
  }

  @Test
  void setsAndOptionals_haveTheseBytes_andRefuseOthers() {
    Codec<Set<Integer>> sets = Codecs.sets(Codecs.of(Integer.class));
    assertEncoded(
        sets, new LinkedHashSet<>(List.of(2, 1)), "00000002 00000004 00000002 00000004 00000001");
    assertThat(sets.decode(sets.encode(new LinkedHashSet<>(List.of(2, 1))))).containsExactly(2, 1);
    assertThatThrownBy(() -> sets.decode(bytes("00000002 00000004 00000002 00000004 00000002")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a set with each element once, found 2 again as element 1;");
    Codec<Optional<String>> optionals = Codecs.optionals(Codecs.STRING);
    assertEncoded(optionals, Optional.empty(), "00");
    assertEncoded(optionals, Optional.of("a"), "01 61");
    for (String other : List.of("", "0061", "02")) {
      assertThatThrownBy(() -> optionals.decode(bytes(other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected 0 alone, or 1 and the bytes of a value, found ");
    }
  }

  @Test
  void classOfASealedType_thatIsNotThere_isRefused_withThoseThatAre() {
    assertThatThrownBy(() -> Codecs.of(Shape.class).decode(bytes("01 00000003 507269 00000001 01")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "expected a "
                + Shape.class.getName()
                + ", one of Circle, Square, Dot, Group, found 'Pri';");
  }

  @Test
  void nullInAPrimitiveComponent_isRefused() {
    assertThatThrownBy(() -> Codecs.of(Line.class).decode(bytes("01 ffffffff ffffffff")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "expected component 'pieces' of " + Line.class.getName() + " with its length before it")
        .hasMessageContaining("found it null in 9 bytes");
  }

  @Test
  void sealedType_isItsVersion_theNameOfTheClass_andItsValue() {
    Codec<Shape> codec = Codecs.sealed(Shape.class);
    assertThat(codec.type()).isEqualTo(Shape.class);
    assertEncoded(
        codec,
        new Shape.Square(1),
        "01 00000006 537175617265 0000000d 01 00000008 3ff0000000000000");
    assertEncoded(codec, Shape.Dot.BLACK, "01 00000003 446f74 00000005 424c41434b");
    assertSurvives(codec, Shape.Dot.WHITE);
    assertSurvives(
        codec, new Shape.Group(List.of(new Shape.Circle(2), new Shape.Group(List.of()))));
  }

  private record Refers(List<Holder> lines) {}

  private record Holder(Socket owner) {}

  private record Box<T>(T value) {}

  private record Boxes(Map<String, Box<Integer>> boxes) {}

  @SuppressWarnings("rawtypes") // it is refused
  private record Raw(List list) {}

  private record Arrays(int[] numbers) {}

  private record Anything(List<?> list) {}

  private record Pit(Map<String, Set<? super Integer>> sets) {}

  private sealed interface Open {
    record Fine() implements Open {}

    non-sealed class Loose implements Open {}
  }

  private sealed interface Twice {
    final class A {
      record Same() implements Twice {}
    }

    final class B {
      record Same() implements Twice {}
    }
  }

  private static sealed class Solid {
    static final class Part extends Solid {}
  }

  private record Holds(Open open) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Refers   | .lines[].owner    | java.net.Socket has no codec; make it a record, an enum or a sealed type of them, or give its codec: Codecs.record(Refers.class, Codecs.via(Socket.class, ...))
          Holder   | .owner            | java.net.Socket has no codec; make it a record, an enum or a sealed type of them, or give its codec: Codecs.record(Holder.class, Codecs.via(Socket.class, ...))
          Box      |                   | type variable T of @Box stands for no class; name a class there, or make its codec with Codecs.via(...)
          Boxes    | .boxes[value]     | type variable T of @Box stands for no class; name a class there, or give its codec: Codecs.record(Boxes.class, Codecs.via(Box.class, ...))
          Raw      | .list             | java.util.List does not say of what; declare it as in List<String>; for a lane, make its codec as in Codecs.lists(Codecs.STRING)
          Arrays   | .numbers          | int[] has no codec; use a List, or give its codec: Codecs.record(Arrays.class, Codecs.via(int[].class, ...))
          Anything | .list[]           | java.lang.Object has no codec; make it a record, an enum or a sealed type of them, or give its codec: Codecs.record(Anything.class, Codecs.via(Object.class, ...))
          Pit      | .sets[value][]    | ? super java.lang.Integer has no codec; name the class of the values there
          Open     | (Loose)           | @Open$Loose has no codec; make it a record, an enum or a sealed type of them, or give its codec: Codecs.sealed(Open.class, Codecs.via(Loose.class, ...))
          Holds    | .open(Loose)      | @Open$Loose has no codec; make it a record, an enum or a sealed type of them, or give its codec: Codecs.record(Holds.class, Codecs.via(Loose.class, ...))
          Twice    |                   | @Twice$A$Same and @Twice$B$Same have the same simple name; rename one of them: the form of a sealed type tells its classes by that
          Solid    |                   | @Solid is sealed, and has values of its own; make it abstract, or make its codec with Codecs.via(...)
          """)
  void whatHasNoCodec_isNamed_byThePathToIt(String type, @Nullable String path, String why)
      throws ClassNotFoundException {
    String here = DerivedCodecsTest.class.getName() + "$";
    Class<?> refused = Class.forName(here + type);
    assertThat(Codecs.find(refused)).isNull();
    assertThatThrownBy(() -> Codecs.of(refused))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.15] no codec for "
                + here
                + type
                + (path == null ? "" : path)
                + ": "
                + why.replace("@", here));
  }

  @Test
  void constructorThatRefuses_refusesTheBytes_byTheNameOfTheRecord() {
    byte[] bytes = bytes("01 00000004 00000002 00000004 00000001");
    assertThatThrownBy(() -> Codecs.record(Range.class).decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "[PL-D5.14] the constructor of "
                + Range.class.getName()
                + " refuses what its bytes hold: java.lang.IllegalArgumentException: a range from 2"
                + " to 1;");
  }

  record Noted(List<Integer> lines, List<String> notes) {}

  @Test
  void givenCodec_ofACollection_isRefused_forItWouldTakeEveryOne() {
    assertThatThrownBy(() -> Codecs.record(Noted.class, Codecs.lists(Codecs.INTEGER)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-D5.18]")
        .hasMessageContaining("every List");
    assertThatThrownBy(() -> Codecs.record(Noted.class, Codecs.INTEGER, Codecs.INTEGER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-D5.19] two codecs are given for java.lang.Integer");
  }
}
