package dev.parklane.runtime.event;

import dev.parklane.runtime.address.LoneSurrogate;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Fills the struct of a record, without boxing a component. */
final class RecordWriter implements EventLayout.Writer<Object> {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType STEP =
      MethodType.methodType(void.class, MemorySegment.class, SegmentAllocator.class, Object.class);
  private static final MethodHandle COPY =
      own(
          "copy",
          MethodType.methodType(
              MemorySegment.class, SegmentAllocator.class, String.class, String.class));
  private static final MethodHandle PRESENT =
      own("present", MethodType.methodType(Object.class, Object.class, String.class));

  private final CStruct form;

  /** One for each member that is no struct: (struct, pointees, record) -> nothing. */
  private final MethodHandle[] steps;

  RecordWriter(CStruct form) {
    this.form = form;
    List<MethodHandle> found = new ArrayList<>();
    addSteps(form, 0, MethodHandles.identity(form.type()), found);
    steps = found.toArray(MethodHandle[]::new);
  }

  CStruct form() {
    return form;
  }

  @Override
  public void write(Object event, MemorySegment struct, SegmentAllocator pointees)
      throws Exception {
    try {
      for (MethodHandle step : steps) {
        step.invokeExact(struct, pointees, event);
      }
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("an accessor declares no exception", e);
    }
  }

  /**
   * @param base where the record's struct is in the outermost one
   * @param get from the outermost record to this one
   */
  private static void addSteps(
      CStruct form, long base, MethodHandle get, List<MethodHandle> found) {
    for (CStruct.Member member : form.members()) {
      MethodHandle value = MethodHandles.filterReturnValue(get, accessor(member));
      long offset = base + member.offset();
      if (member.nested() != null) {
        addSteps(member.nested(), offset, present(value, form, member), found);
      } else {
        found.add(step(member.type(), offset, value, name(form, member)));
      }
    }
  }

  private static String name(CStruct form, CStruct.Member member) {
    return "component '" + member.component() + "' of " + form.type().getTypeName();
  }

  private static MethodHandle step(Class<?> type, long offset, MethodHandle value, String name) {
    MethodHandle put =
        MethodHandles.insertArguments(
            CStruct.SINGLE.get(type).varHandle().toMethodHandle(VarHandle.AccessMode.SET),
            1,
            offset);
    MethodHandle step =
        type == String.class
            ? MethodHandles.collectArguments(put, 1, MethodHandles.insertArguments(COPY, 2, name))
            : MethodHandles.dropArguments(put, 1, SegmentAllocator.class);
    return MethodHandles.filterArguments(step, 2, value).asType(STEP);
  }

  private static MethodHandle accessor(CStruct.Member member) {
    try {
      return LOOKUP.unreflect(member.accessor());
    } catch (IllegalAccessException e) {
      throw new AssertionError("was made accessible: " + member.accessor(), e);
    }
  }

  private static MethodHandle present(MethodHandle value, CStruct form, CStruct.Member member) {
    MethodHandle check =
        MethodHandles.insertArguments(
                PRESENT, 1, name(form, member) + " is a struct in C, and null")
            .asType(MethodType.methodType(member.type(), member.type()));
    return MethodHandles.filterReturnValue(value, check);
  }

  private static Object present(@Nullable Object record, String name) {
    return Objects.requireNonNull(record, name);
  }

  /** A copy in UTF-8 that ends with a 0, as C reads it: all of the text or none. */
  private static MemorySegment copy(SegmentAllocator pointees, @Nullable String text, String name) {
    if (text == null) {
      return MemorySegment.NULL;
    }
    int end = text.indexOf(0);
    int lone = LoneSurrogate.in(text);
    if (end >= 0 || lone >= 0) {
      throw new IllegalArgumentException(
          "[PL-H3.7] "
              + name
              + " is no text in C: "
              + (lone >= 0
                  ? LoneSurrogate.told(text, lone) + ", and has no UTF-8"
                  : "the character U+0000 at index " + end + " would end it"));
    }
    return pointees.allocateFrom(text);
  }

  private static MethodHandle own(String name, MethodType type) {
    try {
      return LOOKUP.findStatic(RecordWriter.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
