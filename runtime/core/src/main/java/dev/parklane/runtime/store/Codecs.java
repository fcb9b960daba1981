package dev.parklane.runtime.store;

import dev.parklane.runtime.address.LoneSurrogate;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of common types, and those that are made from other codecs.
 *
 * <p>Their bytes depend on the value alone, not on the machine, and stay the same from release to
 * release. Numbers have a fixed width and are big-endian. Bytes that are too few, too many or out
 * of range are refused, never read as something else. All but {@link #maps} suit the keys of a map,
 * as long as the codecs that they are made from do.
 */
public final class Codecs {
  private static final int INSTANT_BYTES = Long.BYTES + Integer.BYTES;

  /** Text as UTF-8. A lone surrogate has no UTF-8 and is refused, as is every malformed byte. */
  public static final Codec<String> STRING = new Utf8();

  /** An {@code int} in 4 bytes. */
  public static final Codec<Integer> INTEGER =
      new Fixed<>(Integer.class, "an int", Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

  /** A {@code long} in 8 bytes. */
  public static final Codec<Long> LONG =
      new Fixed<>(Long.class, "a long", Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

  /** A {@code double} in the 8 bytes of IEEE 754, with one form for every NaN. */
  public static final Codec<Double> DOUBLE =
      new Fixed<>(
          Double.class,
          "a double",
          Double.BYTES,
          (to, value) -> to.putLong(Double.doubleToLongBits(value)),
          from -> Double.longBitsToDouble(from.getLong()));

  /** A {@code boolean} in one byte, 0 or 1. */
  public static final Codec<Boolean> BOOLEAN =
      new Fixed<>(
          Boolean.class,
          "a boolean",
          1,
          (to, value) -> to.put((byte) (value ? 1 : 0)),
          Codecs::toBoolean);

  /** A time in 12 bytes: the seconds since the epoch in 8, the nanoseconds of the second in 4. */
  public static final Codec<Instant> INSTANT =
      new Fixed<>(
          Instant.class,
          "an instant",
          INSTANT_BYTES,
          (to, value) -> to.putLong(value.getEpochSecond()).putInt(value.getNano()),
          Codecs::toInstant);

  /** Bytes as they are, copied in both directions, so that the value may be changed. */
  public static final Codec<byte[]> BYTES = new Copy();

  private Codecs() {}

  /**
   * Makes a codec of the constants of an enum, by their names: constants may be moved and added,
   * not renamed.
   *
   * @param <E> the enum
   * @param type the enum's class
   * @return a codec that refuses names that the enum does not have
   */
  public static <E extends Enum<E>> Codec<E> enums(Class<E> type) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(constant.name(), constant);
    }
    String expected =
        "a constant of " + type.getName() + ", one of " + String.join(", ", constants.keySet());
    return via(
        type,
        STRING,
        Enum::name,
        name -> {
          E constant = constants.get(name);
          if (constant == null) {
            throw malformed(expected, "'" + name + "'");
          }
          return constant;
        });
  }

  /**
   * Makes a codec of lists, in their order, each element with its length before it. It decodes
   * unmodifiable.
   *
   * @param <T> the type of the elements
   * @param elements the codec of each element
   * @return a codec of lists without null elements
   */
  public static <T> Codec<List<T>> lists(Codec<T> elements) {
    return new Elements<>(Objects.requireNonNull(elements, "elements"));
  }

  /**
   * Makes a codec of maps, in their order, each key and each value with its length before it. It
   * decodes unmodifiable, in the same order. Equal maps in different orders have different bytes,
   * so that they do not suit as keys of another map.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param keys the codec of each key
   * @param values the codec of each value
   * @return a codec of maps without null keys and values
   */
  public static <K, V> Codec<Map<K, V>> maps(Codec<K> keys, Codec<V> values) {
    return new Entries<>(
        Objects.requireNonNull(keys, "keys"), Objects.requireNonNull(values, "values"));
  }

  /**
   * Makes a codec for a type that is turned into another that has one, as in {@code via(STRING,
   * Currency::getCurrencyCode, Currency::getInstance)}.
   *
   * @param <A> the other type, which has a codec
   * @param <B> the type that gets one
   * @param codec the codec of the other type
   * @param to turns a value into one of the other type
   * @param from turns it back; whatever it throws, {@code decode} refuses the bytes with
   * @return a codec that gives the bytes of the other type
   */
  public static <A, B> Codec<B> via(Codec<A> codec, Function<B, A> to, Function<A, B> from) {
    return new Via<>(
        null,
        Objects.requireNonNull(codec, "codec"),
        Objects.requireNonNull(to, "to"),
        Objects.requireNonNull(from, "from"));
  }

  /**
   * Makes a codec as {@link #via(Codec, Function, Function)} does, which tells the {@linkplain
   * Codec#type type} of its values.
   *
   * @param <A> the other type, which has a codec
   * @param <B> the type that gets one
   * @param type the class of the values
   * @param codec the codec of the other type
   * @param to turns a value into one of the other type
   * @param from turns it back; whatever it throws, {@code decode} refuses the bytes with
   * @return a codec that gives the bytes of the other type
   */
  public static <A, B> Codec<B> via(
      Class<B> type, Codec<A> codec, Function<B, A> to, Function<A, B> from) {
    return new Via<>(
        Objects.requireNonNull(type, "type"),
        Objects.requireNonNull(codec, "codec"),
        Objects.requireNonNull(to, "to"),
        Objects.requireNonNull(from, "from"));
  }

  static IllegalArgumentException malformed(String expected, String found) {
    return new IllegalArgumentException(
        "[PL-D5.6] malformed bytes: expected "
            + expected
            + ", found "
            + found
            + "; decode them with the codec that they were encoded with");
  }

  private static boolean toBoolean(ByteBuffer from) {
    byte found = from.get();
    if (found != 0 && found != 1) {
      throw malformed("a boolean, 0 or 1", String.valueOf(found));
    }
    return found == 1;
  }

  private static Instant toInstant(ByteBuffer from) {
    long seconds = from.getLong();
    int nanos = from.getInt();
    try {
      Instant second = Instant.ofEpochSecond(seconds);
      if (nanos >= 0 && nanos <= 999_999_999) {
        return second.plusNanos(nanos);
      }
    } catch (DateTimeException e) {
      // falls through to the one message
    }
    throw malformed(
        "an instant between " + Instant.MIN + " and " + Instant.MAX,
        seconds + " seconds and " + nanos + " nanoseconds since the epoch");
  }

  private record Fixed<T>(
      Class<T> type,
      String what,
      int width,
      BiConsumer<ByteBuffer, T> put,
      Function<ByteBuffer, T> get)
      implements Codec<T> {
    @Override
    public byte[] encode(T value) {
      ByteBuffer to = ByteBuffer.allocate(width);
      put.accept(to, value);
      return to.array();
    }

    @Override
    public T decode(byte[] bytes) {
      if (bytes.length != width) {
        throw malformed(what + " in " + ByteText.count(width), ByteText.of(bytes));
      }
      return get.apply(ByteBuffer.wrap(bytes));
    }
  }

  private record Utf8() implements Codec<String> {
    @Override
    public Class<?> type() {
      return String.class;
    }

    @Override
    public byte[] encode(String value) {
      CharBuffer from = CharBuffer.wrap(value);
      try {
        ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(from);
        return Arrays.copyOfRange(encoded.array(), 0, encoded.limit());
      } catch (CharacterCodingException e) {
        int at = from.position();
        throw new IllegalArgumentException(
            String.format(
                "[PL-D5.7] a text of %d chars has no UTF-8: %s; keep such text as bytes",
                value.length(), LoneSurrogate.told(value, at)),
            e);
      }
    }

    @Override
    public String decode(byte[] bytes) {
      ByteBuffer from = ByteBuffer.wrap(bytes);
      try {
        return StandardCharsets.UTF_8.newDecoder().decode(from).toString();
      } catch (CharacterCodingException e) {
        int at = from.position();
        throw malformed(
            "text in UTF-8", String.format("byte %02x at index %d", bytes[at] & 0xff, at));
      }
    }
  }

  private record Copy() implements Codec<byte[]> {
    @Override
    public Class<?> type() {
      return byte[].class;
    }

    @Override
    public byte[] encode(byte[] value) {
      return value.clone();
    }

    @Override
    public byte[] decode(byte[] bytes) {
      return bytes.clone();
    }
  }

  private record Elements<T>(Codec<T> elements) implements Codec<List<T>> {
    @Override
    public Class<?> type() {
      return List.class;
    }

    @Override
    public byte[] encode(List<T> value) {
      return Frames.join(value.stream().map(elements::encode).collect(Collectors.toList()));
    }

    @Override
    public List<T> decode(byte[] bytes) {
      List<byte[]> frames = Frames.split(bytes, "a list");
      List<T> decoded = new ArrayList<>(frames.size());
      for (byte[] frame : frames) {
        decoded.add(part("element", decoded.size(), elements, frame));
      }
      return Collections.unmodifiableList(decoded);
    }
  }

  private record Entries<K, V>(Codec<K> keys, Codec<V> values) implements Codec<Map<K, V>> {
    @Override
    public Class<?> type() {
      return Map.class;
    }

    @Override
    public byte[] encode(Map<K, V> value) {
      List<byte[]> frames = new ArrayList<>();
      value.forEach((key, of) -> {
        frames.add(keys.encode(key));
        frames.add(values.encode(of));
      });
      return Frames.join(frames);
    }

    @Override
    public Map<K, V> decode(byte[] bytes) {
      List<byte[]> frames = Frames.split(bytes, "a map");
      if (frames.size() % 2 != 0) {
        throw malformed("a map with a value for each key", frames.size() + " keys and values");
      }
      Map<K, V> decoded = new LinkedHashMap<>();
      for (int i = 0; i < frames.size(); i += 2) {
        K key = part("key", i / 2, keys, frames.get(i));
        V value = part("value", i / 2, values, frames.get(i + 1));
        if (decoded.putIfAbsent(key, value) != null) {
          throw malformed("a map with each key once", "key " + key + " again as key " + i / 2);
        }
      }
      return Collections.unmodifiableMap(decoded);
    }
  }

  private static <T> T part(String what, int index, Codec<T> codec, byte[] bytes) {
    try {
      return codec.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "[PL-D5.8] " + what + " " + index + ": " + e.getMessage(), e);
    }
  }

  private record Via<A, B>(
      @Nullable Class<?> type, Codec<A> codec, Function<B, A> to, Function<A, B> from)
      implements Codec<B> {
    @Override
    public byte[] encode(B value) {
      return codec.encode(to.apply(value));
    }

    @Override
    public B decode(byte[] bytes) {
      A decoded = codec.decode(bytes);
      try {
        return from.apply(decoded);
      } catch (IllegalArgumentException e) {
        throw e;
      } catch (RuntimeException e) {
        IllegalArgumentException refused =
            malformed("bytes that can be turned back", ByteText.of(bytes) + ", and then " + e);
        refused.initCause(e);
        throw refused;
      }
    }
  }
}
