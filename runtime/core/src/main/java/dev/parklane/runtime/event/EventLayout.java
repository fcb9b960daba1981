package dev.parklane.runtime.event;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.util.Objects;

/**
 * How the events of a type are laid out as a C struct: what a {@link NativeHandler} hands to its
 * function (law H1).
 *
 * <p><b>Derived.</b> A record has a layout of its own if its components are primitives, strings and
 * such records, as {@code dev.parklane.clock.TimeEvent} is. The members of the struct stand in the
 * order of the components, with the alignment and the padding of C. They are named after the
 * components, in C's manner: {@code scheduledNanos} is {@code scheduled_nanos}; a word that C or
 * C++ keeps for itself gets an underscore at its end.
 *
 * <table>
 *   <caption>What a component is in C</caption>
 *   <tr><th>component</th><th>member</th></tr>
 *   <tr><td>{@code byte, short, int, long}</td><td>{@code int8_t, int16_t, int32_t, int64_t}</td></tr>
 *   <tr><td>{@code float, double}</td><td>{@code float, double}</td></tr>
 *   <tr><td>{@code boolean}</td><td>{@code bool}, one byte</td></tr>
 *   <tr><td>{@code char}</td><td>{@code uint16_t}, a UTF-16 unit</td></tr>
 *   <tr><td>{@code String}</td><td>{@code const char *}: UTF-8 with a 0 at its end, {@code NULL} for
 *       null. One that C would read otherwise, for a 0 or half a character inside of it, is
 *       refused by name, and the C function is not called.</td></tr>
 *   <tr><td>a record</td><td>a struct inside the struct; it must not be null</td></tr>
 * </table>
 *
 * <p><b>Declared.</b> Any other type gets its layout with {@link #of(Class, StructLayout, Writer)}.
 * A type without one is refused when the layout is asked for, which is before there is a handler to
 * register (law H3).
 *
 * <p>May be used by any thread. Equal layouts are those of one type that are derived, or that have
 * an equal struct and an equal writer.
 *
 * @param <E> the type of the events
 */
public final class EventLayout<E> {
  private static final ClassValue<EventLayout<?>> DERIVED =
      new ClassValue<>() {
        @Override
        protected EventLayout<?> computeValue(Class<?> type) {
          return derived(type);
        }
      };

  /**
   * Fills the struct of an event.
   *
   * @param <E> the type of the events
   */
  @FunctionalInterface
  public interface Writer<E> {
    /**
     * Called on the thread that the event is handled on, before the C function.
     *
     * @param event what is handled
     * @param struct the struct, all zeros
     * @param pointees makes the memory that pointers of the struct point to. It is freed together
     *     with the struct, when the C function has returned (law H3).
     * @throws Exception to fail the call; the C function is not called
     */
    void write(E event, MemorySegment struct, SegmentAllocator pointees) throws Exception;
  }

  private final Class<E> type;
  private final StructLayout struct;
  private final Writer<? super E> writer;

  private EventLayout(Class<E> type, StructLayout struct, Writer<? super E> writer) {
    this.type = type;
    this.struct = struct;
    this.writer = writer;
  }

  /**
   * Derives a layout from a record; it is the same one each time.
   *
   * @param <E> the type of the events
   * @param type the record; its components become the members, in their order
   * @return the layout of the record's components
   * @throws IllegalArgumentException if the type is no record, or has a component that has no C
   *     form; or if its package is not open to this module and it is not public
   */
  @SuppressWarnings("unchecked") // the value of a class is of that class
  public static <E> EventLayout<E> of(Class<E> type) {
    return (EventLayout<E>) DERIVED.get(type);
  }

  /**
   * Declares a layout.
   *
   * @param <E> the type of the events
   * @param type the type of the events; {@code int.class} is matched as {@code Integer}
   * @param struct the members, with names and padding; {@link #cHeader} has C check it
   * @param writer fills it; called by as many threads at once as there are handlers at work
   * @return a layout of its own
   */
  public static <E> EventLayout<E> of(
      Class<E> type, StructLayout struct, Writer<? super E> writer) {
    return new EventLayout<>(
        BoxedType.of(type, "an event with a layout"),
        Objects.requireNonNull(struct, "struct"),
        Objects.requireNonNull(writer, "writer"));
  }

  private static <R> EventLayout<R> derived(Class<R> type) {
    CStruct form = CStruct.of(type);
    return new EventLayout<>(type, form.struct(), new RecordWriter(form));
  }

  /** {@return the type of the events} */
  public Class<E> type() {
    return type;
  }

  /** {@return the struct in C, with its padding} */
  public StructLayout struct() {
    return struct;
  }

  /**
   * Makes a C header that declares the struct under the type's name in C's manner, {@code
   * price_bar} for {@code PriceBar}, and has the C (or C++) compiler check that it lays it out as
   * Java does.
   *
   * @return the text of the header
   * @throws IllegalStateException if a declared layout has a member without a name, or one that is
   *     no C type
   */
  public String cHeader() {
    return new CHeader(CName.of(type.getSimpleName()), struct).text();
  }

  Writer<? super E> writer() {
    return writer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventLayout<?> that
        && type == that.type
        && struct.equals(that.struct)
        && writer.equals(that.writer);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, struct, writer);
  }

  @Override
  public String toString() {
    return "layout of " + type.getName() + ": " + struct;
  }
}
