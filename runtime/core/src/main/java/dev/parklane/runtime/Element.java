package dev.parklane.runtime;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a lane has declared of its values, or of its keys: their type, and the form in which they
 * leave the process. Immutable; any thread.
 *
 * @param type their type; null where the lane has declared none, and its users are trusted
 * @param codec turns them into bytes and back; null where the lane has none
 */
@Experimental
public record Element(@Nullable Class<?> type, @Nullable Codec<?> codec) {
  /**
   * Takes {@code int.class} as {@code Integer} (law B8).
   *
   * @throws IllegalArgumentException where the type is {@code void}
   */
  public Element {
    type = type == null ? null : BoxedType.of(type, "what a lane holds");
  }

  /** Nothing is declared. */
  public static final Element UNKNOWN = new Element(null, null);

  /**
   * {@return what has this type and no codec}
   *
   * @param type not null
   */
  public static Element of(Class<?> type) {
    return new Element(Objects.requireNonNull(type, "type"), null);
  }

  /**
   * {@return what has this codec, and the type of that where it tells one}
   *
   * @param codec null where there is none
   */
  public static Element of(@Nullable Codec<?> codec) {
    return codec == null ? UNKNOWN : new Element(codec.type(), codec);
  }

  /**
   * {@return why what comes from outside cannot be one of these, in words; null where it can, as
   * far as that was declared (law M9)}
   *
   * @param value what came, not null
   */
  public @Nullable String refuses(Object value) {
    return type == null || type.isInstance(value)
        ? null
        : "it takes %s, and was sent the %s %s"
            .formatted(type.getName(), value.getClass().getName(), FailureText.ofValue(value));
  }

  /**
   * {@return why a key cannot be found in a sorted map whose order has refused to compare it, in
   * words (law M9)}
   *
   * @param key what came
   * @param sorted the map
   */
  public static String refusesInOrder(Object key, Map<?, ?> sorted) {
    String why =
        sorted.isEmpty() ? null : of(sorted.keySet().iterator().next().getClass()).refuses(key);
    return why == null
        ? "its order cannot compare the %s %s"
            .formatted(key.getClass().getName(), FailureText.ofValue(key))
        : why;
  }

  /**
   * {@return what is thrown where the order of a sorted map has refused to compare a key (law M9)}
   *
   * @param key what came
   * @param sorted the map
   * @param owner whose map it is
   * @param cause what the order has thrown
   */
  public static ClassCastException notComparable(
      Object key, Map<?, ?> sorted, Object owner, ClassCastException cause) {
    ClassCastException refused =
        new ClassCastException(
            "[PL-M9.4] "
                + owner
                + ": "
                + refusesInOrder(key, sorted)
                + "; give it a key that its order can compare with the others");
    refused.initCause(cause);
    return refused;
  }

  /** What has this type, and the codec that the type has, if it has one. */
  static <T> Element inItsForm(Class<T> type) {
    Class<T> boxed = BoxedType.of(type, "what a lane holds");
    return new Element(boxed, Codecs.find(boxed));
  }

  /**
   * {@return the same in another form: its type, or the codec's where it has none}
   *
   * @param form what turns them into bytes and back
   */
  public Element in(Codec<?> form) {
    return new Element(type == null ? form.type() : type, form);
  }

  /** {@return that there is no codec, and why its type has none, in words} */
  public String withoutCodec() {
    try {
      if (type != null) {
        Codecs.of(type);
      }
      return "it has no codec";
    } catch (IllegalArgumentException e) {
      return "it has no codec (" + e.getMessage() + ")";
    }
  }

  /** As in {@code java.lang.Integer}, or {@code any} where no type is declared. */
  @Override
  public String toString() {
    return type == null ? "any" : type.getName();
  }
}
