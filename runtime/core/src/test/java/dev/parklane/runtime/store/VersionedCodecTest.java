package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law D5: later forms read earlier ones, and refuse by name those that nobody told them of. */
class VersionedCodecTest {
  private record FirstLine(String item) {}

  private record SecondLine(String item, int pieces) {}

  private record Line(String item, long pieces, @Nullable String note) {}

  private record Order(List<Line> lines) {}

  private static final VersionedCodec<FirstLine> FIRST = Codecs.record(FirstLine.class);

  private static final VersionedCodec<SecondLine> SECOND =
      Codecs.record(SecondLine.class)
          .version(2)
          .reading(1, FIRST, old -> new SecondLine(old.item, 1));

  private static final VersionedCodec<Line> LINE =
      Codecs.record(Line.class)
          .version(3)
          .reading(1, SECOND, VersionedCodecTest::renewed)
          .reading(2, SECOND, VersionedCodecTest::renewed);

  private record FirstTree(String name, List<FirstTree> below) {}

  private record Tree(String name, int weight, List<Tree> below) {}

  private sealed interface Shape {}

  private record Dot(int x) implements Shape {}

  private record Group(List<Shape> shapes) implements Shape {}

  private record Branch(@Nullable Twig twig) {}

  private record Twig(@Nullable Branch branch) {}

  private static final VersionedCodec<FirstTree> FIRST_TREE = Codecs.record(FirstTree.class);

  private static final VersionedCodec<Tree> TREE =
      Codecs.record(Tree.class).version(2).reading(1, FIRST_TREE, VersionedCodecTest::renewed);

  private static Tree renewed(FirstTree old) {
    return new Tree(old.name, 1, old.below.stream().map(VersionedCodecTest::renewed).toList());
  }

  private static Line renewed(SecondLine old) {
    return new Line(old.item, old.pieces, null);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  /** D5: what contains itself is of one version throughout, and that of another is refused. */
  @Test
  void laterFormOfWhatContainsItself_isOfItsVersionInside_andReadsTheEarlierOne() {
    Tree tree = new Tree("a", 2, List.of(new Tree("b", 3, List.of())));
    assertThat(TREE.encode(tree))
        .isEqualTo(
            bytes(
                "02 00000001 61 00000004 00000002 0000001e 00000001 00000016"
                    + "02 00000001 62 00000004 00000003 00000004 00000000"));
    assertThat(TREE.decode(TREE.encode(tree))).isEqualTo(tree);
    FirstTree old = new FirstTree("a", List.of(new FirstTree("b", List.of())));
    assertThat(TREE.decode(FIRST_TREE.encode(old))).isEqualTo(renewed(old));

    byte[] mixed = TREE.encode(tree);
    mixed[mixed.length - 22] = 1;
    assertThatThrownBy(() -> TREE.decode(mixed))
        .hasMessageContaining("component 'below' of " + Tree.class.getName())
        .hasMessageContaining("is of version 1, and its codec reads version 2");
  }

  /** D5: through another class, and in a sealed type. */
  @Test
  void laterFormOfWhatContainsItself_throughAnother_isOfItsVersionInside() {
    Branch branch = new Branch(new Twig(new Branch(null)));
    assertThat(Codecs.record(Branch.class).version(7).encode(branch))
        .isEqualTo(bytes("07 0000000a 01 00000005 07 ffffffff"));

    VersionedCodec<Shape> shapes = Codecs.sealed(Shape.class).version(9).version(4);
    Shape group = new Group(List.of(new Group(List.of(new Dot(1)))));
    byte[] bytes = shapes.encode(group);
    assertThat(shapes.decode(bytes)).isEqualTo(group);
    assertThat(HexFormat.of().formatHex(bytes))
        .startsWith("0400000005")
        .contains("0400000003" + "446f74") // the dot in the innermost group
        .doesNotContain("0100000005" + "47726f7570", "0100000003" + "446f74");
  }

  /** D5. */
  @Test
  void laterForm_readsTheEarlierOnes_andWritesItsOwn() {
    assertThat(LINE.decode(FIRST.encode(new FirstLine("a")))).isEqualTo(new Line("a", 1, null));
    assertThat(LINE.decode(SECOND.encode(new SecondLine("a", 7))))
        .isEqualTo(new Line("a", 7, null));
    assertThat(LINE.decode(LINE.encode(new Line("a", 7, "n")))).isEqualTo(new Line("a", 7, "n"));
    assertThat(LINE.encode(new Line("a", 7, "n"))).startsWith(3);
    assertThat(LINE.type()).isEqualTo(Line.class);
  }

  /** D5. */
  @Test
  void earlierForm_isReadWithinAnother_whereItsCodecIsGiven() {
    Codec<Order> orders = Codecs.record(Order.class, LINE);
    byte[] line = FIRST.encode(new FirstLine("a"));
    String framed = String.format("%08x", line.length) + HexFormat.of().formatHex(line);
    String list = "00000001" + framed;
    byte[] order = bytes("01" + String.format("%08x", list.length() / 2) + list);
    assertThat(orders.decode(order)).isEqualTo(new Order(List.of(new Line("a", 1, null))));
    assertThatThrownBy(
            () -> Codecs.record(Order.class).decode(bytes("01 00000009 00000001 00000001 03")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-D5.8] component 'lines' of "
                + Order.class.getName()
                + ": [PL-D5.8] element 0: [PL-D5.11] "
                + Line.class.getName()
                + ": the form of 1 byte (03) is of version 3, and its codec reads version 1;");
  }

  /** D5. */
  @ParameterizedTest
  @ValueSource(strings = {"00", "04", "ff"})
  void unknownVersion_isRefused_withThoseThatAreKnown(String version) {
    byte[] found = LINE.encode(new Line("a", 1, null));
    found[0] = bytes(version)[0];
    assertThatThrownBy(() -> LINE.decode(found))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[PL-D5.11] " + Line.class.getName() + ": the form of ")
        .hasMessageContaining(
            "is of version "
                + (found[0] & 0xff)
                + ", and its codec reads versions 1, 2, 3; tell it with reading("
                + (found[0] & 0xff)
                + ", ...)");
  }

  @Test
  void noBytes_areRefused() {
    assertThatThrownBy(() -> LINE.decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which begins with a byte for its version, found no bytes");
  }

  /** D5. */
  @Test
  void functionThatFails_orGivesNull_refusesTheBytes() {
    byte[] first = FIRST.encode(new FirstLine(""));
    VersionedCodec<SecondLine> second = Codecs.record(SecondLine.class).version(2);
    assertThatThrownBy(() ->
            second
                .reading(1, FIRST, old -> new SecondLine(old.item, old.item.charAt(0)))
                .decode(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-D5.12] "
                + SecondLine.class.getName()
                + ": no value of version 2 can be made of that of version 1:"
                + " java.lang.StringIndexOutOfBoundsException")
        .hasCauseInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> second.reading(1, FIRST, old -> null).decode(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("its function has given null;");
  }

  @Test
  void anyCodec_getsAVersion_once() {
    VersionedCodec<Integer> numbers = Codecs.versioned(Codecs.INTEGER);
    assertThat(numbers.encode(3)).containsExactly(1, 0, 0, 0, 3);
    assertThat(numbers.type()).isEqualTo(Integer.class);
    assertThat(Codecs.versioned(numbers)).isSameAs(numbers);
    VersionedCodec<Long> longs =
        Codecs.versioned(Codecs.LONG).version(255).reading(1, Codecs.INTEGER, Integer::longValue);
    assertThat(longs.decode(numbers.encode(-3))).isEqualTo(-3);
    assertThat(longs.encode(1L)).containsExactly(0xff, 0, 0, 0, 0, 0, 0, 0, 1);
    assertThat(longs.decode(longs.encode(1L))).isEqualTo(1L);
  }

  @Test
  void versionThatCannotBe_isRefused_withTheRemedy() {
    String codec = "[PL-D5.13] the codec of " + SecondLine.class.getName() + ": ";
    assertThatThrownBy(() -> SECOND.version(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(codec + "version 0 is none; give it a number from 1 to 255");
    assertThatThrownBy(() -> SECOND.version(256)).hasMessageContaining("version 256 is none;");
    assertThatThrownBy(() -> SECOND.version(1))
        .hasMessage(codec + "version 1 is an earlier one; give the new form a number of its own");
    assertThatThrownBy(() -> SECOND.reading(0, FIRST, old -> null))
        .hasMessageContaining("version 0 is none; give a number from 1 to 255");
    assertThatThrownBy(() -> SECOND.reading(2, FIRST, old -> null))
        .hasMessage(codec + "version 2 is what it writes; say version(...) of the new form first");
    assertThatThrownBy(() -> SECOND.reading(1, FIRST, old -> null))
        .hasMessage(codec + "version 1 is read already; say once how it is read");
    assertThatThrownBy(() -> SECOND.reading(3, FIRST, old -> null))
        .hasMessage(
            codec
                + "the codec given for version 3 reads version 1; give the one that wrote it, with"
                + " version(3)");
  }

  private record Price(Currency currency, long cents) {}

  private record Prices(List<Price> prices, TimeUnit every) {}

  @Test
  void givenCodec_isUsedForItsClass_howeverDeep() {
    Codec<Currency> currencies =
        Codecs.via(Currency.class, Codecs.STRING, Currency::getCurrencyCode, Currency::getInstance);
    Codec<Prices> codec = Codecs.record(Prices.class, currencies);
    Prices prices = new Prices(List.of(new Price(Currency.getInstance("EUR"), 3)), TimeUnit.DAYS);
    assertThat(codec.decode(codec.encode(prices))).isEqualTo(prices);
    assertThat(Codecs.find(Prices.class)).isNull();
  }

  @Test
  void givenCodec_withoutAType_isRefused() {
    Codec<Currency> untyped =
        Codecs.via(Codecs.STRING, Currency::getCurrencyCode, Currency::getInstance);
    assertThatThrownBy(() -> Codecs.record(Prices.class, untyped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-D5.16] a codec given for " + Prices.class.getName() + " tells no type")
        .hasMessageEndingWith("make it with Codecs.via(type, ...), or override its type()");
  }

  @Test
  void onlySealedTypes_haveTheCodecOfOne() {
    assertThatThrownBy(() -> Codecs.sealed(Price.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.17] "
                + Price.class.getName()
                + " is no sealed type; use Codecs.of(Price.class), or make its codec with"
                + " Codecs.via(...)");
  }

  /** A record of the JDK's own in a package that is not exported. */
  @Test
  void recordThatIsNotOpen_isRefused_withTheLineThatOpensIt() throws ClassNotFoundException {
    Class<?> closed = Class.forName("jdk.internal.foreign.abi.Binding$Copy");
    assertThat(closed.isRecord()).isTrue();
    assertThat(Codecs.find(closed)).isNull();
    assertThatThrownBy(() -> Codecs.of(closed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.15] no codec for jdk.internal.foreign.abi.Binding$Copy:"
                + " jdk.internal.foreign.abi.Binding$Copy is not open to dev.parklane.runtime;"
                + " write 'opens jdk.internal.foreign.abi to dev.parklane.runtime;' in the"
                + " declaration of module java.base");
  }

  private record Fussy(String text) {
    Fussy {
      Objects.requireNonNull(text, "text");
    }

    @Override
    public String text() {
      if (text.isEmpty()) {
        throw new IllegalStateException("no text");
      }
      return text;
    }
  }

  @Test
  void recordThatRefusesNull_orToBeRead_isNamed() {
    Codec<Fussy> codec = Codecs.record(Fussy.class);
    assertThatThrownBy(() -> codec.decode(bytes("01 ffffffff")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[PL-D5.14] the constructor of " + Fussy.class.getName())
        .hasCauseInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> codec.encode(new Fussy("")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.8] component 'text' of "
                + Fussy.class.getName()
                + ": java.lang.IllegalStateException: no text");
  }

  @Test
  void nullInACollection_isRefused_withItsPlace() {
    List<@Nullable String> names = Arrays.asList("a", null);
    assertThatThrownBy(() -> Codecs.lists(Codecs.STRING).encode(names))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-D5.10] element 1 is null, which has no bytes there; leave it out, or keep an"
                + " Optional");
  }
}
