package dev.parklane.runtime.event;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The struct in C that stands for a record.
 *
 * @param members one for each component, in order
 */
record CStruct(Class<?> type, StructLayout struct, List<Member> members) {
  /** What is no struct in C, by the type of the component. */
  static final Map<Class<?>, ValueLayout> SINGLE =
      Map.of(
          String.class, text(),
          boolean.class, ValueLayout.JAVA_BOOLEAN,
          byte.class, ValueLayout.JAVA_BYTE,
          char.class, ValueLayout.JAVA_CHAR,
          short.class, ValueLayout.JAVA_SHORT,
          int.class, ValueLayout.JAVA_INT,
          long.class, ValueLayout.JAVA_LONG,
          float.class, ValueLayout.JAVA_FLOAT,
          double.class, ValueLayout.JAVA_DOUBLE);

  /**
   * A component and the member of the struct that it is.
   *
   * @param offset in bytes, in the struct of the member's own record
   * @param nested its form, if it is a record
   */
  record Member(String component, Method accessor, long offset, @Nullable CStruct nested) {
    Class<?> type() {
      return accessor.getReturnType();
    }
  }

  /** The form of a record; refuses any other type. */
  static CStruct of(Class<?> type) {
    if (!type.isRecord()) {
      throw refused(type, "it is not a record");
    }
    return of(type, type, new ArrayDeque<>());
  }

  private static CStruct of(Class<?> event, Class<?> record, Deque<Class<?>> around) {
    RecordComponent[] components = record.getRecordComponents();
    if (components.length == 0) {
      throw refused(event, record.getTypeName() + " has no components, and C no empty struct");
    }
    around.push(record);
    List<MemoryLayout> layouts = new ArrayList<>();
    List<@Nullable CStruct> nested = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (RecordComponent component : components) {
      Class<?> type = component.getType();
      CStruct form = type.isRecord() && !around.contains(type) ? of(event, type, around) : null;
      String name = CName.of(component.getName());
      while (!names.add(name)) {
        name += "_";
      }
      layouts.add((form == null ? single(event, component) : form.struct).withName(name));
      nested.add(form);
    }
    around.pop();
    StructLayout struct = inC(layouts);
    List<Member> members = new ArrayList<>();
    for (String name : names) {
      int i = members.size();
      long offset = struct.byteOffset(PathElement.groupElement(name));
      members.add(
          new Member(
              components[i].getName(), accessor(event, components[i]), offset, nested.get(i)));
    }
    return new CStruct(record, struct, List.copyOf(members));
  }

  /** A struct of these members, each where C puts it, as long as C makes it. */
  static StructLayout inC(List<? extends MemoryLayout> members) {
    List<MemoryLayout> padded = new ArrayList<>();
    long end = 0;
    long alignment = 1;
    for (MemoryLayout member : members) {
      end += pad(padded, end, member.byteAlignment());
      padded.add(member);
      end += member.byteSize();
      alignment = Math.max(alignment, member.byteAlignment());
    }
    pad(padded, end, alignment);
    return MemoryLayout.structLayout(padded.toArray(MemoryLayout[]::new));
  }

  private static long pad(List<MemoryLayout> padded, long end, long alignment) {
    long padding = -end & (alignment - 1);
    if (padding > 0) {
      padded.add(MemoryLayout.paddingLayout(padding));
    }
    return padding;
  }

  private static MemoryLayout single(Class<?> event, RecordComponent component) {
    Class<?> type = component.getType();
    MemoryLayout layout = SINGLE.get(type);
    if (layout == null) {
      String what = type.isRecord() ? ", which contains itself" : ", which has no C form";
      throw refused(event, named(component) + " is of type " + type.getTypeName() + what);
    }
    return layout;
  }

  private static Method accessor(Class<?> event, RecordComponent component) {
    Method accessor = component.getAccessor();
    if (!accessor.trySetAccessible()) {
      Class<?> record = component.getDeclaringRecord();
      throw refused(
          event,
          named(component)
              + " cannot be read: open "
              + record.getPackageName()
              + " of "
              + record.getModule()
              + " to "
              + CStruct.class.getModule());
    }
    return accessor;
  }

  private static String named(RecordComponent component) {
    return "component '"
        + component.getName()
        + "' of "
        + component.getDeclaringRecord().getTypeName();
  }

  private static IllegalArgumentException refused(Class<?> event, String why) {
    return new IllegalArgumentException(
        "[PL-H3.4] no C layout for "
            + event.getTypeName()
            + ": "
            + why
            + ". One is derived for records of primitives, strings and such records; declare any"
            + " other with EventLayout.of(type, struct, writer)");
  }

  /** A pointer to UTF-8 with a 0 at its end. */
  @SuppressWarnings("restricted") // says what a C string is; only a reader follows the pointer
  private static AddressLayout text() {
    return ValueLayout.ADDRESS.withTargetLayout(
        MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE));
  }
}
