package dev.parklane.runtime.store;

import dev.parklane.runtime.address.LoneSurrogate;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The codecs of the JDK's own values, and of enums. {@link Codecs} says which bytes they give. */
final class ValueCodecs {
  private static final int NANOS = 1_000_000_000; // of a second
  private static final int TIME_BYTES = Long.BYTES + Integer.BYTES;

  static final Codec<String> STRING = new Utf8();

  static final Codec<Integer> INTEGER =
      new Fixed<>(Integer.class, "an int", Integer.BYTES, ByteBuffer::putInt, ByteBuffer::getInt);

  static final Codec<Long> LONG =
      new Fixed<>(Long.class, "a long", Long.BYTES, ByteBuffer::putLong, ByteBuffer::getLong);

  static final Codec<Double> DOUBLE =
      new Fixed<>(
          Double.class,
          "a double",
          Double.BYTES,
          (to, value) -> to.putLong(Double.doubleToLongBits(value)),
          from -> Double.longBitsToDouble(from.getLong()));

  static final Codec<Boolean> BOOLEAN =
      new Fixed<>(
          Boolean.class,
          "a boolean",
          1,
          (to, value) -> to.put((byte) (value ? 1 : 0)),
          ValueCodecs::toBoolean);

  static final Codec<Instant> INSTANT =
      new Fixed<>(
          Instant.class,
          "an instant",
          TIME_BYTES,
          (to, value) -> to.putLong(value.getEpochSecond()).putInt(value.getNano()),
          ValueCodecs::toInstant);

  static final Codec<byte[]> BYTES = new Copy();

  private static final Codec<BigInteger> BIG_INTEGER = new Whole();

  /** By the class of the values. */
  private static final Map<Class<?>, Codec<?>> ALL =
      Stream.<Codec<?>>of(
              STRING,
              INTEGER,
              LONG,
              DOUBLE,
              BOOLEAN,
              INSTANT,
              BYTES,
              BIG_INTEGER,
              new Decimal(),
              new Fixed<>(Byte.class, "a byte", 1, ByteBuffer::put, ByteBuffer::get),
              new Fixed<>(
                  Short.class, "a short", Short.BYTES, ByteBuffer::putShort, ByteBuffer::getShort),
              new Fixed<>(
                  Character.class,
                  "a char",
                  Character.BYTES,
                  ByteBuffer::putChar,
                  ByteBuffer::getChar),
              new Fixed<>(
                  Float.class,
                  "a float",
                  Float.BYTES,
                  (to, value) -> to.putInt(Float.floatToIntBits(value)),
                  from -> Float.intBitsToFloat(from.getInt())),
              new Fixed<>(
                  Duration.class,
                  "a duration",
                  TIME_BYTES,
                  (to, value) -> to.putLong(value.getSeconds()).putInt(value.getNano()),
                  ValueCodecs::toDuration),
              new Fixed<>(
                  LocalDate.class,
                  "a date",
                  Long.BYTES,
                  (to, value) -> to.putLong(value.toEpochDay()),
                  ValueCodecs::toDate),
              new Fixed<>(
                  LocalTime.class,
                  "a time of day",
                  Long.BYTES,
                  (to, value) -> to.putLong(value.toNanoOfDay()),
                  ValueCodecs::toTime),
              new Fixed<>(
                  LocalDateTime.class,
                  "a date and a time of day",
                  2 * Long.BYTES,
                  (to, value) ->
                      to.putLong(value.toLocalDate().toEpochDay())
                          .putLong(value.toLocalTime().toNanoOfDay()),
                  from -> LocalDateTime.of(toDate(from), toTime(from))),
              new Fixed<>(
                  UUID.class,
                  "a UUID",
                  2 * Long.BYTES,
                  (to, value) ->
                      to.putLong(value.getMostSignificantBits())
                          .putLong(value.getLeastSignificantBits()),
                  from -> new UUID(from.getLong(), from.getLong())),
              new ViaCodec<>(URI.class, STRING, URI::toString, URI::create))
          .collect(Collectors.toUnmodifiableMap(Codec::type, Function.identity()));

  private ValueCodecs() {}

  /** The codec of a class that is not primitive; null where the JDK's has none here. */
  static @Nullable Codec<?> of(Class<?> type) {
    return ALL.get(type);
  }

  /** The constants of an enum, by their names. */
  static <E extends Enum<E>> Codec<E> enums(Class<E> type) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(constant.name(), constant);
    }
    String expected =
        "a constant of " + type.getName() + ", one of " + String.join(", ", constants.keySet());
    return new ViaCodec<>(
        type,
        STRING,
        Enum::name,
        name -> {
          E constant = constants.get(name);
          if (constant == null) {
            throw Malformed.bytes(expected, "'" + name + "'");
          }
          return constant;
        });
  }

  private static boolean toBoolean(ByteBuffer from) {
    byte found = from.get();
    if (found != 0 && found != 1) {
      throw Malformed.bytes("a boolean, 0 or 1", String.valueOf(found));
    }
    return found == 1;
  }

  private static Instant toInstant(ByteBuffer from) {
    long seconds = from.getLong();
    int nanos = from.getInt();
    try {
      Instant second = Instant.ofEpochSecond(seconds);
      if (nanos >= 0 && nanos < NANOS) {
        return second.plusNanos(nanos);
      }
    } catch (DateTimeException e) {
      // falls through to the one message
    }
    throw Malformed.bytes(
        "an instant between " + Instant.MIN + " and " + Instant.MAX,
        seconds + " seconds and " + nanos + " nanoseconds since the epoch");
  }

  private static Duration toDuration(ByteBuffer from) {
    long seconds = from.getLong();
    int nanos = from.getInt();
    if (nanos < 0 || nanos >= NANOS) {
      throw Malformed.bytes(
          "a duration with less than a second of nanoseconds", nanos + " nanoseconds");
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  private static LocalDate toDate(ByteBuffer from) {
    long day = from.getLong();
    if (day < LocalDate.MIN.toEpochDay() || day > LocalDate.MAX.toEpochDay()) {
      throw Malformed.bytes(
          "a date between " + LocalDate.MIN + " and " + LocalDate.MAX,
          day + " days since the epoch");
    }
    return LocalDate.ofEpochDay(day);
  }

  private static LocalTime toTime(ByteBuffer from) {
    long nanos = from.getLong();
    if (nanos < 0 || nanos > LocalTime.MAX.toNanoOfDay()) {
      throw Malformed.bytes("a time of day", nanos + " nanoseconds since midnight");
    }
    return LocalTime.ofNanoOfDay(nanos);
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
        throw Malformed.bytes(what + " in " + ByteText.count(width), ByteText.of(bytes));
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
        throw Malformed.bytes(
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

  /** A whole number of any size: two's complement, in as few bytes as it needs. */
  private record Whole() implements Codec<BigInteger> {
    @Override
    public Class<?> type() {
      return BigInteger.class;
    }

    @Override
    public byte[] encode(BigInteger value) {
      return value.toByteArray();
    }

    @Override
    public BigInteger decode(byte[] bytes) {
      boolean isPadded =
          bytes.length > 1 && (bytes[0] == 0 && bytes[1] >= 0 || bytes[0] == -1 && bytes[1] < 0);
      if (bytes.length == 0 || isPadded) {
        throw Malformed.bytes("a whole number in as few bytes as it needs", ByteText.of(bytes));
      }
      return new BigInteger(bytes);
    }
  }

  /** A decimal: its scale in 4 bytes, and its digits as a whole number. */
  private record Decimal() implements Codec<BigDecimal> {
    @Override
    public Class<?> type() {
      return BigDecimal.class;
    }

    @Override
    public byte[] encode(BigDecimal value) {
      byte[] digits = BIG_INTEGER.encode(value.unscaledValue());
      return ByteBuffer.allocate(Integer.BYTES + digits.length)
          .putInt(value.scale())
          .put(digits)
          .array();
    }

    @Override
    public BigDecimal decode(byte[] bytes) {
      if (bytes.length <= Integer.BYTES) {
        throw Malformed.bytes(
            "a decimal with a scale in 4 bytes and digits behind it", ByteText.of(bytes));
      }
      byte[] digits = Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
      return new BigDecimal(BIG_INTEGER.decode(digits), ByteBuffer.wrap(bytes).getInt());
    }
  }
}
