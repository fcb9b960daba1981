package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.store.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Codec} has to do for lanes that are kept: a test class of yours implements this,
 * and gives a codec and values of all kinds that it takes.
 *
 * @param <T> the type of the values
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface CodecContract<T> {
  /** {@return the codec, the same or another each time} */
  Codec<T> codec();

  /** {@return some values, one or more, that differ: the smallest, the largest, and odd ones} */
  List<T> values();

  /** {@return bytes as an earlier version of the codec has made them, and what they stood for} */
  default List<Kept<T>> kept() {
    return List.of();
  }

  /**
   * Bytes in a store, and their value.
   *
   * @param <T> the type of the value
   * @param bytes as an earlier version has made them
   * @param value what they stand for
   */
  record Kept<T>(byte[] bytes, T value) {}

  /** Each value comes back, and no two have the same bytes. */
  @Test
  default void values_comeBack_D1() {
    assertFalse(values().isEmpty(), "the values to check with");
    for (T value : values()) {
      byte[] bytes = codec().encode(value);
      assertEquals(value, codec().decode(bytes), "the value of its bytes (law D1)");
      for (T other : values()) {
        assertTrue(
            value.equals(other) || !Arrays.equals(bytes, codec().encode(other)),
            () -> "%s and %s have other bytes (law D1)".formatted(value, other));
      }
    }
  }

  /** The same value has the same bytes each time, so that what has not changed is seen. */
  @Test
  default void bytes_areTheSameEachTime_D1() {
    for (T value : values()) {
      byte[] bytes = codec().encode(value);
      assertArrayEquals(bytes, codec().encode(value), "the bytes once more (law D1)");
      assertArrayEquals(
          bytes, codec().encode(codec().decode(bytes)), "the bytes of what came back (law D1)");
    }
  }

  /** What was encoded and decoded shares no array with who gave it. */
  @Test
  default void values_doNotChangeWithTheirBytes_D1() {
    for (T value : values()) {
      byte[] bytes = codec().encode(value);
      byte[] given = bytes.clone();
      T read = codec().decode(given);
      assertArrayEquals(bytes, given, "the bytes that were decoded (law D1)");
      Arrays.fill(given, (byte) 0x55);
      assertEquals(value, read, "a value whose bytes were overwritten (law D1)");
    }
  }

  /** Bytes that are damaged are refused, or are those of another value; nothing else is thrown. */
  @Test
  default void damagedBytes_areRefused_orAreAValue_D5() {
    Random random = new Random(1);
    for (T value : values()) {
      byte[] bytes = codec().encode(value);
      for (int length = 0; length < bytes.length; length++) {
        requireRefusedOrValue(Arrays.copyOf(bytes, length), "cut off at " + length);
      }
      requireRefusedOrValue(Arrays.copyOf(bytes, bytes.length + 1), "with a byte more");
      for (int i = 0; i < 200 && bytes.length > 0; i++) {
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        requireRefusedOrValue(damaged, "with a byte that is another");
      }
    }
  }

  private void requireRefusedOrValue(byte[] bytes, String how) {
    T read;
    try {
      read = codec().decode(bytes);
    } catch (IllegalArgumentException e) {
      assertFalse(isBlank(e.getMessage()), "what the refusal says (law D5)");
      return;
    }
    assertEquals(
        read,
        codec().decode(codec().encode(read)),
        () -> "the value of bytes " + how + " (law D5)");
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /** What earlier versions have kept is still read. */
  @Test
  default void keptBytes_areRead_D5() {
    for (Kept<T> kept : kept()) {
      assertEquals(kept.value(), codec().decode(kept.bytes()), "the value of older bytes (law D5)");
    }
  }

  /** The class that it tells is that of its values. */
  @Test
  default void type_isThatOfTheValues_D5() {
    Class<?> type = codec().type();
    if (type != null) {
      for (T value : values()) {
        assertTrue(type.isInstance(value), () -> value + " is a " + type.getName() + " (law D5)");
      }
    }
  }
}
