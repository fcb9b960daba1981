package dev.parklane.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Values that are read back from their texts. */
class TextValueTest {
  private enum Size {
    SMALL,
    LARGE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private record Place(int x, Size size) {}

  private record Sale(String thing, long price, Place at, boolean isPaid) {}

  private record Positive(int n) {
    Positive {
      if (n < 1) {
        throw new IllegalArgumentException("not positive");
      }
    }
  }

  /** What was read is what there was, or it says that it cannot be read. */
  @Property(tries = 500, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void record_isReadBack(@ForAll("sales") Sale sale) {
    String text = sale.toString();
    Object read = TextValue.of(text, Sale.class);
    if (sale.thing().contains(", price=") || sale.thing().contains("\\")) {
      assertThat(read == null || read.toString().equals(text)).isTrue();
    } else {
      assertThat(read).isEqualTo(sale);
    }
  }

  @Provide
  Arbitrary<Sale> sales() {
    Arbitrary<Place> places =
        Combinators.combine(Arbitraries.integers(), Arbitraries.of(Size.class)).as(Place::new);
    Arbitrary<String> things =
        Arbitraries.oneOf(
            Arbitraries.strings().alpha().ofMaxLength(9),
            Arbitraries.of("tea, hot", "a]", "thing=", ", price=3", "", "[", "null"));
    return Combinators.combine(
            things, Arbitraries.longs().between(-999, 999), places, Arbitraries.of(true, false))
        .as(Sale::new);
  }

  @Test
  void text_withoutAType_isReadWhereItCanOnlyBeOneThing() {
    assertThat(TextValue.of("\"tea\"", null)).isEqualTo("tea");
    assertThat(TextValue.of("\"\"", null)).isEqualTo("");
    assertThat(TextValue.of("\"a \"b\" c\"", null)).isEqualTo("a \"b\" c");
    assertThat(TextValue.of("true", null)).isEqualTo(true);
    assertThat(TextValue.of("-7", null)).isEqualTo(-7);
    assertThat(TextValue.of("7000000000", null)).isEqualTo(7_000_000_000L);
    assertThat(TextValue.of("7.5", null)).isEqualTo(7.5);
    assertThat(TextValue.of("Sale[thing=tea]", null)).isNull();
    assertThat(TextValue.of("RED", null)).isNull();
    assertThat(TextValue.of("07", null)).isNull();
    assertThat(TextValue.of("\"", null)).isNull();
  }

  @Test
  void text_withAType_isReadAsThat() {
    List<Object> values =
        List.of(
            (byte) 1,
            (short) 2,
            3L,
            4.5f,
            5.0,
            'c',
            Size.LARGE,
            new BigInteger("12345678901234567890"),
            new BigDecimal("1.50"),
            Duration.ofMinutes(3),
            Instant.EPOCH,
            new UUID(1, 2));
    assertThat(values)
        .allSatisfy(
            value -> assertThat(TextValue.of(value.toString(), value.getClass())).isEqualTo(value));
    assertThat(TextValue.of("\"tea\"", String.class)).isEqualTo("tea");
    assertThat(TextValue.of("\"tea\"", Object.class)).isEqualTo("tea");
    assertThat(TextValue.of("7", Object.class)).isEqualTo(7);
  }

  @Test
  void text_thatMayBeOfMoreThanOneValue_isNotRead() {
    assertThat(TextValue.of("\"two\\nlines\"", null)).isNull();
    assertThat(TextValue.of("\"" + "x".repeat(116) + "...", null)).isNull();
    assertThat(TextValue.of("tea", String.class)).isNull();
    assertThat(TextValue.of("HUGE", Size.class)).isNull();
    assertThat(TextValue.of("7.0", Integer.class)).isNull();
    assertThat(TextValue.of("Positive[n=0]", Positive.class)).isNull();
    assertThat(TextValue.of("Positive[m=1]", Positive.class)).isNull();
    assertThat(TextValue.of("Object@1", Object.class)).isNull();
    assertThat(TextValue.of("[1, 2]", List.class)).isNull();
  }
}
