package dev.parklane.testkit.recorded;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value back from its text in a trace, where that can only have been one: strings, numbers,
 * booleans; and, where the type is known, enums, records, and what has a {@code parse} of its text,
 * as times have.
 */
public final class TextValue {
  private static final int LONGEST = 120; // of a text that was not cut

  private TextValue() {}

  /**
   * {@return the value of a text, or null where it cannot be read}
   *
   * @param text as a trace has it
   * @param type what it is to be; null where nobody knows
   */
  public static @Nullable Object of(String text, @Nullable Class<?> type) {
    boolean isCut = text.length() >= LONGEST && text.endsWith("...");
    boolean hasEscape = text.contains("\\n") || text.contains("\\r"); // or has it a backslash
    if (isCut || hasEscape) {
      return null;
    }
    boolean isString = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    if (isString && (type == null || type.isAssignableFrom(String.class))) {
      return text.substring(1, text.length() - 1);
    }
    if (type == String.class) {
      return null; // it was no string
    }
    return type == null || type == Object.class ? guessed(text) : checked(text, type);
  }

  private static @Nullable Object guessed(String text) {
    for (Class<?> type : List.of(Boolean.class, Integer.class, Long.class, Double.class)) {
      Object value = checked(text, type);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Only where it has the same text again. */
  private static @Nullable Object checked(String text, Class<?> type) {
    Object value = read(text, type);
    return value != null && text.equals(value.toString()) ? value : null;
  }

  private static @Nullable Object read(String text, Class<?> type) {
    try {
      if (type == String.class) {
        return text; // in a record it has no quotes
      } else if (type == Character.class || type == char.class) {
        return text.length() == 1 ? text.charAt(0) : null;
      } else if (type.isEnum()) {
        return Arrays.stream(type.getEnumConstants())
            .filter(constant -> text.equals(constant.toString()))
            .findFirst()
            .orElse(null);
      } else if (type.isRecord()) {
        return record(text, type);
      }
      Function<String, Object> parser = parser(type);
      return parser == null ? parsed(text, type) : parser.apply(text);
    } catch (IllegalArgumentException e) {
      return null; // it is no such number
    }
  }

  private static @Nullable Function<String, Object> parser(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.Boolean", "boolean" -> Boolean::valueOf;
      case "java.lang.Byte", "byte" -> Byte::valueOf;
      case "java.lang.Short", "short" -> Short::valueOf;
      case "java.lang.Integer", "int" -> Integer::valueOf;
      case "java.lang.Long", "long" -> Long::valueOf;
      case "java.lang.Float", "float" -> Float::valueOf;
      case "java.lang.Double", "double" -> Double::valueOf;
      case "java.math.BigInteger" -> BigInteger::new;
      case "java.math.BigDecimal" -> BigDecimal::new;
      case "java.util.UUID" -> UUID::fromString;
      default -> null;
    };
  }

  /** By a static method {@code parse} of the type, as dates, times and durations have one. */
  private static @Nullable Object parsed(String text, Class<?> type) {
    try {
      Method parse = type.getMethod("parse", CharSequence.class);
      return type.isAssignableFrom(parse.getReturnType()) ? parse.invoke(null, text) : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null; // there is none, or it refuses the text
    }
  }

  private static @Nullable Object record(String text, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    String beginning = type.getSimpleName() + "[";
    if (!text.startsWith(beginning) || !text.endsWith("]")) {
      return null;
    }
    String rest = text.substring(beginning.length(), text.length() - 1);
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName() + "=";
      String next = i + 1 < components.length ? ", " + components[i + 1].getName() + "=" : "";
      int end = next.isEmpty() ? rest.length() : rest.indexOf(next);
      if (!rest.startsWith(name) || end < name.length()) {
        return null;
      }
      types[i] = components[i].getType();
      Object value = checked(rest.substring(name.length(), end), types[i]);
      if (value == null) {
        return null;
      }
      values[i] = value;
      rest = next.isEmpty() ? "" : rest.substring(end + 2);
    }
    return made(type, types, values);
  }

  private static @Nullable Object made(Class<?> type, Class<?>[] types, Object[] values) {
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.trySetAccessible() ? constructor.newInstance(values) : null;
    } catch (ReflectiveOperationException e) {
      return null; // it refuses these values
    }
  }
}
