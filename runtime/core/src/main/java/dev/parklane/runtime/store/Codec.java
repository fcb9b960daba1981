package dev.parklane.runtime.store;

import org.jspecify.annotations.Nullable;

/**
 * A way to turn values into bytes and back. Stateless: any thread may use it, several at once.
 *
 * <p>What was encoded decodes to an equal value. Where the values are keys of a map, equal keys
 * must also encode to equal bytes, for a store knows a key by its bytes alone.
 *
 * @param <T> the type of the values, never null
 * @see Codecs
 */
public interface Codec<T> {
  /**
   * {@return the bytes of a value, in an array that nobody changes any more}
   *
   * @param value not null
   * @throws IllegalArgumentException where the value has no such bytes
   */
  byte[] encode(T value);

  /**
   * {@return the value of all of these bytes} Does not change them, and the value does not change
   * with them.
   *
   * @param bytes as {@link #encode} has given them, now or in an earlier run of the program
   * @throws IllegalArgumentException where they are not what {@link #encode} gives; it names what
   *     was expected and what was found
   */
  T decode(byte[] bytes);

  /**
   * {@return the class of the values, for those who find a lane by its name; null where it tells
   * none, as unless it is overridden}
   */
  default @Nullable Class<?> type() {
    return null;
  }
}
