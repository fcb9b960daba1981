package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TimeEvent;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What events are in C (law H1), and what is nothing in C (law H3). */
class EventLayoutTest {
  record Mixed(byte a, long b, char c, double d, boolean e, int f, short g, float h) {}

  record Tail(long a, byte b) {}

  record Point(float x, double y) {}

  record Line(boolean visible, Point from, byte width, @Nullable Point to) {}

  record Ordered(String symbol, int quantity, @Nullable String note) {}

  record Names(int priceScale, int HTTPCode, int register, int aB, int a_b, int größe) {}

  record Empty() {}

  record Timed(int number, Instant when) {}

  record Outer(int number, Timed timed) {}

  record Chain(int number, @Nullable Chain next) {}

  record Array(int number, double[] prices) {}

  record Boxed(Integer number) {}

  static final class Plain {}

  @Test
  void members_standInOrder_whereCPutsThem() {
    assertThat(offsets(Mixed.class, "a", "b", "c", "d", "e", "f", "g", "h"))
        .containsExactly(0L, 8L, 16L, 24L, 32L, 36L, 40L, 44L);
    assertThat(EventLayout.of(Mixed.class).struct().byteSize()).isEqualTo(48);
    assertThat(offsets(Line.class, "visible", "from", "width", "to"))
        .containsExactly(0L, 8L, 24L, 32L);
  }

  @Test
  void struct_endsAtAMultipleOfItsAlignment_soThatAnArrayOfItIsAligned() {
    assertThat(EventLayout.of(Tail.class).struct().byteSize()).isEqualTo(16);
  }

  @Test
  void record_isWrittenMemberByMember() throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      Line line = new Line(true, new Point(1.5F, 2.5), (byte) -3, new Point(4.5F, 5.5));
      MemorySegment struct = written(line, Line.class, arena);
      assertThat(struct.get(ValueLayout.JAVA_BOOLEAN, 0)).isTrue();
      assertThat(struct.get(ValueLayout.JAVA_FLOAT, 8)).isEqualTo(1.5F);
      assertThat(struct.get(ValueLayout.JAVA_DOUBLE, 16)).isEqualTo(2.5);
      assertThat(struct.get(ValueLayout.JAVA_BYTE, 24)).isEqualTo((byte) -3);
      assertThat(struct.get(ValueLayout.JAVA_FLOAT, 32)).isEqualTo(4.5F);
      assertThat(struct.get(ValueLayout.JAVA_DOUBLE, 40)).isEqualTo(5.5);
    }
  }

  @Test
  void record_isReadAsItWasWritten() throws Exception {
    Mixed mixed = new Mixed((byte) -1, Long.MIN_VALUE, '\uffff', -0.0, true, 7, (short) 8, 9.5F);
    Line line = new Line(false, new Point(1, 2), (byte) 3, new Point(4, Double.NaN));
    Ordered ordered = new Ordered("Zürich €", 5, null);
    assertThat(readBack(mixed, Mixed.class)).isEqualTo(mixed);
    assertThat(readBack(line, Line.class)).isEqualTo(line);
    assertThat(readBack(ordered, Ordered.class)).isEqualTo(ordered);
  }

  /**
   * What C would read is not what was written: text ends at its first 0, and UTF-8 lacks halves.
   */
  @ParameterizedTest
  @CsvSource({
    "a\uD83Db, the surrogate U+D83D at index 1",
    "ab\0c, the character U+0000 at index 2"
  })
  void text_thatCWouldNotRead_isRefused_byName(String text, String why) {
    assertThatThrownBy(() -> readBack(new Ordered("EURUSD", 5, text), Ordered.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "[PL-H3.7] component 'note' of "
                + Ordered.class.getTypeName()
                + " is no text in C: "
                + why);
  }

  /** H1: what C reads is what was written, or nothing is called. */
  @Property(tries = 500)
  void anyText_isReadAsItWasWritten_orRefused(@ForAll String text) throws Exception {
    Ordered ordered = new Ordered(text, 5, null);
    boolean isText = text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    if (isText) {
      assertThat(readBack(ordered, Ordered.class)).isEqualTo(ordered);
    } else {
      assertThatThrownBy(() -> readBack(ordered, Ordered.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("[PL-H3.7] component 'symbol' of ");
    }
  }

  @Test
  void timeEvent_hasALayout() {
    assertThat(offsets(TimeEvent.class, "name", "id", "scheduled_nanos", "delivery_nanos", "count"))
        .containsExactly(0L, 8L, 16L, 24L, 32L);
  }

  @Test
  void members_areNamedInCsManner_eachDifferently() {
    assertThat(EventLayout.of(Names.class).cHeader())
        .contains("int32_t price_scale;")
        .contains("int32_t http_code;")
        .contains("int32_t register_;")
        .contains("int32_t a_b;")
        .contains("int32_t a_b_;")
        .contains("int32_t gr__e;")
        .contains("} names;");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void typeWithoutALayout_isRefused_byName_withTheRemedy(Class<?> type, String why) {
    assertThatThrownBy(() -> EventLayout.of(type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-H3.4] no C layout for " + type.getTypeName() + ": ")
        .hasMessageContaining(why)
        .hasMessageContaining("EventLayout.of(type, struct, writer)");
  }

  static Stream<Arguments> refused() {
    String own = EventLayoutTest.class.getName() + "$";
    return Stream.of(
        Arguments.of(Plain.class, "it is not a record"),
        Arguments.of(String.class, "it is not a record"),
        Arguments.of(long.class, "it is not a record"),
        Arguments.of(Empty.class, own + "Empty has no components"),
        Arguments.of(
            Timed.class, "component 'when' of " + own + "Timed is of type java.time.Instant"),
        Arguments.of(
            Outer.class, "component 'when' of " + own + "Timed is of type java.time.Instant"),
        Arguments.of(Chain.class, "component 'next' of " + own + "Chain"),
        Arguments.of(Array.class, "component 'prices' of " + own + "Array is of type double[]"),
        Arguments.of(Boxed.class, "is of type java.lang.Integer"));
  }

  @Test
  void nestedRecord_thatIsNull_failsByName() {
    Line line = new Line(true, new Point(1, 2), (byte) 3, null);
    try (Arena arena = Arena.ofConfined()) {
      assertThatNullPointerException()
          .isThrownBy(() -> written(line, Line.class, arena))
          .withMessageContaining("component 'to' of " + Line.class.getTypeName());
    }
  }

  @Test
  void layouts_areEqual_whereTheyWriteTheSame() {
    EventLayout.Writer<Object> writer = (event, struct, pointees) -> {};
    StructLayout one = MemoryLayout.structLayout(ValueLayout.JAVA_INT.withName("a"));
    StructLayout other = MemoryLayout.structLayout(ValueLayout.JAVA_INT.withName("b"));
    EventLayout<Plain> declared = EventLayout.of(Plain.class, one, writer);
    assertThat(EventLayout.of(Line.class)).isEqualTo(EventLayout.of(Line.class));
    assertThat(declared)
        .isEqualTo(EventLayout.of(Plain.class, one, writer))
        .hasSameHashCodeAs(EventLayout.of(Plain.class, one, writer))
        .isNotEqualTo(EventLayout.of(Plain.class, other, writer))
        .isNotEqualTo(EventLayout.of(Timed.class, one, writer))
        .isNotEqualTo(EventLayout.of(Plain.class, one, (event, struct, pointees) -> {}));
  }

  @Test
  void header_ofAMemberWithoutAName_orInTheOtherByteOrder_isRefused() {
    EventLayout.Writer<Object> writer = (event, struct, pointees) -> {};
    EventLayout<Plain> unnamed =
        EventLayout.of(Plain.class, MemoryLayout.structLayout(ValueLayout.JAVA_INT), writer);
    EventLayout<Plain> swapped =
        EventLayout.of(
            Plain.class,
            MemoryLayout.structLayout(ValueLayout.JAVA_INT.withName("x").withOrder(otherOrder())),
            writer);
    assertThatThrownBy(unnamed::cHeader)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[PL-H3] no C declaration of plain: its member i4 has no name");
    assertThatThrownBy(swapped::cHeader)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("(x) is " + otherOrder());
  }

  private static ByteOrder otherOrder() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? ByteOrder.BIG_ENDIAN
        : ByteOrder.LITTLE_ENDIAN;
  }

  private static Stream<Long> offsets(Class<?> type, String... members) {
    StructLayout struct = EventLayout.of(type).struct();
    return Stream.of(members).map(name -> struct.byteOffset(PathElement.groupElement(name)));
  }

  private static <E> MemorySegment written(E event, Class<E> type, Arena arena) throws Exception {
    EventLayout<E> layout = EventLayout.of(type);
    MemorySegment struct = arena.allocate(layout.struct());
    layout.writer().write(event, struct, arena);
    return struct;
  }

  private static <E> Object readBack(E event, Class<E> type) throws Exception {
    try (Arena arena = Arena.ofConfined()) {
      return RecordReader.of(EventLayout.of(type)).readAt(written(event, type, arena));
    }
  }
}
