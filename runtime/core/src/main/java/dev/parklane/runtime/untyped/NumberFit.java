package dev.parklane.runtime.untyped;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a guest gives, as Java has it: numbers of languages that have one kind of them, or other
 * kinds, and the constants of an enum, which a guest knows by their names.
 */
public final class NumberFit {
  private NumberFit() {}

  /**
   * The number of this class, where it is the same number there, or the constant of this name; else
   * what was given.
   *
   * @param given a number or a string; anything else stays what it is
   * @param type what is asked for; not primitive
   * @return the same in that class, or what was given
   */
  public static Object fit(Object given, Class<?> type) {
    Class<?> enums =
        Enum.class.isAssignableFrom(type) && !type.isEnum() ? type.getSuperclass() : type;
    if (given instanceof String name && enums.isEnum()) {
      return constant(name, enums);
    }
    if (!(given instanceof Number) || type.isInstance(given)) {
      return given;
    }
    try {
      return fitted(new BigDecimal(given.toString()), given, type);
    } catch (ArithmeticException | NumberFormatException e) { // it is another number there
      return given;
    }
  }

  /**
   * The key of a map that a guest means: its numbers are those of the first key.
   *
   * @param map to be asked for the key
   * @param given the key that a guest gives
   * @return the same as the map may have it, or what was given
   */
  public static @Nullable Object fitKey(Map<?, ?> map, @Nullable Object given) {
    if (given == null || map.isEmpty() || has(map, given)) {
      return given;
    }
    Object first = map.keySet().iterator().next();
    return first == null ? given : fit(given, first.getClass());
  }

  private static boolean has(Map<?, ?> map, Object key) {
    try {
      return map.containsKey(key);
    } catch (ClassCastException e) { // what a sorted map says of a key of another class
      return false;
    }
  }

  private static Object constant(String name, Class<?> enums) {
    for (Object constant : enums.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    return name;
  }

  private static Object fitted(BigDecimal number, Object given, Class<?> type) {
    if (type == Integer.class) {
      return number.intValueExact();
    } else if (type == Long.class) {
      return number.longValueExact();
    } else if (type == Short.class) {
      return number.shortValueExact();
    } else if (type == Byte.class) {
      return number.byteValueExact();
    } else if (type == BigInteger.class) {
      return number.toBigIntegerExact();
    } else if (type == BigDecimal.class) {
      return number;
    } else if (type == Double.class && isExact(number, number.doubleValue())) {
      return number.doubleValue();
    } else if (type == Float.class && isExact(number, number.floatValue())) {
      return number.floatValue();
    }
    return given;
  }

  private static boolean isExact(BigDecimal number, double as) {
    return Double.isFinite(as) && new BigDecimal(as).compareTo(number) == 0;
  }
}
