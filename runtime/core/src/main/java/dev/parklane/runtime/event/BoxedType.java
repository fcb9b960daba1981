package dev.parklane.runtime.event;

import java.lang.invoke.MethodType;
import java.util.Objects;

/**
 * The class by which values are matched, where a class is declared for them: what is taken for
 * {@code int.class} are objects of {@code Integer} (law B8). For kinds of lanes, too.
 */
public final class BoxedType {
  private BoxedType() {}

  /**
   * The class itself, or the one of its boxes where it is primitive.
   *
   * @param <T> the type of the values
   * @param type the class that was declared
   * @param where what it was declared for, as in {@code the messages of subscription 'bars.*'}; the
   *     error names it
   * @return a class of which values can be
   * @throws IllegalArgumentException where it is {@code void}, of which there is no value
   */
  @SuppressWarnings("unchecked") // int.class is a Class<Integer>
  public static <T> Class<T> of(Class<T> type, Object where) {
    Objects.requireNonNull(type, () -> "the class of " + where);
    if (type == void.class || type == (Class<?>) Void.class) {
      throw new IllegalArgumentException(
          "[PL-B8.3] "
              + where
              + " cannot be of "
              + type.getName()
              + ", of which there is no value; give the class of the values, or Object.class");
    }
    return type.isPrimitive() ? (Class<T>) MethodType.methodType(type).wrap().returnType() : type;
  }
}
