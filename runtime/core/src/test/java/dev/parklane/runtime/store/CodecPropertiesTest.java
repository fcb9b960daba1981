package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Law D5 for derived codecs, on values of any shape. */
class CodecPropertiesTest {
  private enum Kind {
    A,
    AB,
    ABC {}
  }

  /** Whatever is made of whatever has a codec. */
  private sealed interface Shape {}

  private record Text(@Nullable String text) implements Shape {}

  private record Numbers(byte b, short s, char c, int i, long l, boolean z) implements Shape {}

  private record Boxes(@Nullable Integer i, @Nullable Long l, @Nullable Boolean z)
      implements Shape {}

  private record Precise(BigInteger whole, BigDecimal decimal, UUID id) implements Shape {}

  private record Times(
      Instant at, Duration lasts, LocalDateTime local, LocalDate day, LocalTime time)
      implements Shape {}

  private record Kinds(Set<Kind> all, Map<Kind, Optional<Kind>> each) implements Shape {}

  private record Inner(Optional<Shape> maybe, @Nullable Inner next) {}

  private sealed interface Branch extends Shape {}

  private record Many(List<Shape> shapes) implements Branch {}

  private record Named(Map<String, List<Branch>> byName) implements Branch {}

  private record Both(Inner inner, Shape shape) implements Branch {}

  private record Only(@Nullable Shape shape) {}

  private static final Codec<Shape> CODEC = Codecs.of(Shape.class);
  private static final Codec<Only> RECORD = Codecs.record(Only.class);

  @Provide
  Arbitrary<Shape> shapes() {
    return shapes(3);
  }

  private static Arbitrary<Shape> shapes(int depth) {
    Arbitrary<Shape> leaf =
        Arbitraries.oneOf(List.of(texts(), numbers(), boxes(), precise(), times(), kinds()));
    return depth == 0
        ? leaf
        : Arbitraries.oneOf(List.of(leaf, branches(depth).map(branch -> branch)));
  }

  private static Arbitrary<String> words() {
    return Arbitraries.strings().withChars('a', 'é', '\u0000').withChars("\uFFFD").ofMaxLength(4);
  }

  private static Arbitrary<Shape> texts() {
    return words().injectNull(0.2).map(Text::new);
  }

  private static Arbitrary<Shape> numbers() {
    return Combinators.combine(
            Arbitraries.bytes(),
            Arbitraries.shorts(),
            Arbitraries.chars(),
            Arbitraries.integers(),
            Arbitraries.longs(),
            Arbitraries.of(true, false))
        .as(Numbers::new);
  }

  private static Arbitrary<Shape> boxes() {
    return Combinators.combine(
            Arbitraries.integers().injectNull(0.3),
            Arbitraries.longs().injectNull(0.3),
            Arbitraries.of(true, false).injectNull(0.3))
        .as(Boxes::new);
  }

  private static Arbitrary<Shape> precise() {
    return Combinators.combine(
            Arbitraries.bigIntegers()
                .between(BigInteger.TEN.pow(30).negate(), BigInteger.TEN.pow(30)),
            Arbitraries.integers().between(-9, 9),
            Arbitraries.longs())
        .as((n, scale, id) -> new Precise(n, new BigDecimal(n, scale), new UUID(id, ~id)));
  }

  private static Arbitrary<Shape> times() {
    return Combinators.combine(
            Arbitraries.longs().between(-1L << 40, 1L << 40),
            Arbitraries.integers().between(0, 999_999_999))
        .as((seconds, nanos) -> {
          LocalDateTime local = LocalDateTime.MIN.plusSeconds(Math.abs(seconds)).plusNanos(nanos);
          return new Times(
              Instant.ofEpochSecond(seconds, nanos),
              Duration.ofSeconds(seconds, nanos),
              local,
              local.toLocalDate(),
              local.toLocalTime());
        });
  }

  private static Arbitrary<Shape> kinds() {
    return Combinators.combine(
            Arbitraries.of(Kind.class).set(),
            Arbitraries.maps(Arbitraries.of(Kind.class), Arbitraries.of(Kind.class).optional()))
        .as(Kinds::new);
  }

  private static Arbitrary<Branch> branches(int depth) {
    Arbitrary<Shape> below = Arbitraries.lazy(() -> shapes(depth - 1));
    Arbitrary<Inner> inner =
        below.optional().list().ofMinSize(1).ofMaxSize(3).map(CodecPropertiesTest::chain);
    Arbitrary<Branch> many = below.list().ofMaxSize(3).map(Many::new);
    Arbitrary<Branch> named =
        Arbitraries.maps(words(), many.list().ofMaxSize(2)).ofMaxSize(2).map(Named::new);
    return Arbitraries.oneOf(List.of(many, named, Combinators.combine(inner, below).as(Both::new)));
  }

  private static Inner chain(List<Optional<Shape>> links) {
    Inner inner = null;
    for (Optional<Shape> link : links) {
      inner = new Inner(link, inner);
    }
    return inner;
  }

  /** D5. */
  @Property(tries = 300)
  void anyValue_survives_andItsEqualHasTheSameBytes(@ForAll("shapes") Shape value) {
    byte[] bytes = CODEC.encode(value);
    Shape decoded = CODEC.decode(bytes);
    assertThat(decoded).isEqualTo(value).isNotSameAs(value);
    assertThat(CODEC.encode(decoded)).isEqualTo(bytes);
  }

  /** D5. */
  @Property(tries = 100)
  void anyTruncation_isRefused_andAnyByteTooMany(@ForAll("shapes") Shape value) {
    assertRefusesLessAndMore(CODEC, value);
    assertRefusesLessAndMore(RECORD, new Only(value));
  }

  private static <T> void assertRefusesLessAndMore(Codec<T> codec, T value) {
    byte[] bytes = codec.encode(value);
    for (int length = 0; length <= bytes.length + 1; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThatThrownBy(() -> codec.decode(cut))
            .as("%d bytes of %d", length, bytes.length)
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  /** D5. */
  @Property(tries = 100)
  void anyOtherVersion_isRefused(
      @ForAll("shapes") Shape value, @ForAll @IntRange(min = 2, max = 256) int version) {
    byte[] bytes = CODEC.encode(value);
    bytes[0] = (byte) version;
    assertThatThrownBy(() -> CODEC.decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is of version " + (version & 0xff));
  }

  /** D5: a byte that has changed anywhere, a version within included. */
  @Property(tries = 300)
  void anyChangedByte_isRefused_orReadAsWhatHasTheseBytes(
      @ForAll("shapes") Shape value,
      @ForAll @IntRange(min = 0, max = 999) int at,
      @ForAll @IntRange(min = 1, max = 255) int flip) {
    byte[] bytes = CODEC.encode(value);
    bytes[at % bytes.length] ^= (byte) flip;
    Shape decoded;
    try {
      decoded = CODEC.decode(bytes);
    } catch (IllegalArgumentException refused) {
      return;
    }
    assertThat(CODEC.encode(decoded)).isEqualTo(bytes);
  }
}
