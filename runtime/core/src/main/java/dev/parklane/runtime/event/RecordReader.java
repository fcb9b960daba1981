package dev.parklane.runtime.event;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a record from its struct. */
final class RecordReader {
  private final CStruct form;
  private final Constructor<?> constructor;
  private final List<Part> parts;

  /** Reads one component. */
  private interface Part {
    @Nullable Object read(MemorySegment struct, long base) throws Exception;
  }

  private RecordReader(CStruct form) {
    this.form = form;
    constructor = constructor(form);
    parts = form.members().stream().map(RecordReader::part).toList();
  }

  static RecordReader of(EventLayout<?> layout) {
    if (layout.writer() instanceof RecordWriter writer) {
      return new RecordReader(writer.form());
    }
    throw new IllegalArgumentException(
        "[PL-H3.5] the layout of "
            + layout.type().getTypeName()
            + " is declared, and can only be written: take a derived one");
  }

  /** Reads the record at an address that C has given. */
  @SuppressWarnings("restricted") // C vouches for what its pointer points to
  Object readAt(MemorySegment address) throws Exception {
    if (address.address() == 0) {
      throw new IllegalArgumentException(
          "[PL-H3.6] a callback from C was given NULL for a " + form.type().getTypeName());
    }
    return read(address.reinterpret(form.struct().byteSize()), 0);
  }

  private Object read(MemorySegment struct, long base) throws Exception {
    @Nullable Object[] components = new Object[parts.size()];
    for (int i = 0; i < components.length; i++) {
      components[i] = parts.get(i).read(struct, base);
    }
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      switch (e.getCause()) {
        case Exception cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }

  private static Part part(CStruct.Member member) {
    if (member.nested() != null) {
      RecordReader nested = new RecordReader(member.nested());
      return (struct, base) -> nested.read(struct, base + member.offset());
    }
    VarHandle value = CStruct.SINGLE.get(member.type()).varHandle();
    if (member.type() == String.class) {
      return (struct, base) -> text((MemorySegment) value.get(struct, base + member.offset()));
    }
    return (struct, base) -> value.get(struct, base + member.offset());
  }

  private static @Nullable String text(MemorySegment pointer) {
    return pointer.address() == 0 ? null : pointer.getString(0);
  }

  private static Constructor<?> constructor(CStruct form) {
    Class<?>[] types = form.members().stream().map(CStruct.Member::type).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = form.type().getDeclaredConstructor(types);
      constructor.setAccessible(true); // its accessors are
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new AssertionError("a record has a canonical constructor", e);
    }
  }
}
