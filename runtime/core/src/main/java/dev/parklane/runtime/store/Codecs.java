package dev.parklane.runtime.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of common types, of classes that tell what they are made of, and those that are made
 * from other codecs.
 *
 * <p>{@link #of} has the codec of a class: {@code String}, the primitives and their boxes, {@code
 * byte[]}, {@code Instant}, {@code Duration}, {@code LocalDate}, {@code LocalTime}, {@code
 * LocalDateTime}, {@code UUID}, {@code BigDecimal}, {@code BigInteger}, {@code URI}; enums; records
 * of what has a codec, and of {@code List}, {@code Set}, {@code Map} and {@code Optional} of it;
 * sealed types of such classes. {@link #record} and {@link #sealed} can be told more.
 *
 * <p>Their bytes depend on the value alone, not on the machine, and stay the same from release to
 * release. Numbers have a fixed width and are big-endian. Bytes that are too few, too many or out
 * of range are refused, never read as something else.
 *
 * <p><b>Keys.</b> Equal values have equal bytes, as the keys of a map need it, but for these, and
 * what contains them: maps and sets, which keep their order; URIs that are equal and written
 * differently, as {@code http://a} and {@code HTTP://A}; and records with an {@code equals} of
 * their own that passes over a difference. Do not use those as keys.
 */
public final class Codecs {
  /** Text as UTF-8. A lone surrogate has no UTF-8 and is refused, as is every malformed byte. */
  public static final Codec<String> STRING = ValueCodecs.STRING;

  /** An {@code int} in 4 bytes. */
  public static final Codec<Integer> INTEGER = ValueCodecs.INTEGER;

  /** A {@code long} in 8 bytes. */
  public static final Codec<Long> LONG = ValueCodecs.LONG;

  /** A {@code double} in the 8 bytes of IEEE 754, with one form for every NaN. */
  public static final Codec<Double> DOUBLE = ValueCodecs.DOUBLE;

  /** A {@code boolean} in one byte, 0 or 1. */
  public static final Codec<Boolean> BOOLEAN = ValueCodecs.BOOLEAN;

  /** A time in 12 bytes: the seconds since the epoch in 8, the nanoseconds of the second in 4. */
  public static final Codec<Instant> INSTANT = ValueCodecs.INSTANT;

  /** Bytes as they are, copied in both directions, so that the value may be changed. */
  public static final Codec<byte[]> BYTES = ValueCodecs.BYTES;

  private Codecs() {}

  /**
   * Gives the codec of a class. A record or a sealed type is looked into once, and its codec is
   * kept.
   *
   * @param <T> the type of the values
   * @param type their class; a primitive one has the codec of its boxes
   * @return a codec that tells the class as its {@linkplain Codec#type type}
   * @throws IllegalArgumentException where there is none; it names what has none, by the path from
   *     the class to there, and what to do about it
   */
  @SuppressWarnings("unchecked") // it is found by the class of T
  public static <T> Codec<T> of(Class<T> type) {
    return (Codec<T>) DerivedCodecs.of(Objects.requireNonNull(type, "type"));
  }

  /**
   * Gives the codec of a class, as {@link #of} does, for those who can do without.
   *
   * @param <T> the type of the values
   * @param type their class; a primitive one has the codec of its boxes
   * @return a codec that tells the class as its {@linkplain Codec#type type}; null where there is
   *     none
   */
  @SuppressWarnings("unchecked") // it is found by the class of T
  public static <T> @Nullable Codec<T> find(Class<T> type) {
    return (Codec<T>) DerivedCodecs.find(Objects.requireNonNull(type, "type"));
  }

  /**
   * Gives the codec of a record, which can be told of earlier versions. Its form is a byte for the
   * version, and then each component in order, with its length in 4 bytes before it; for null that
   * is -1. So a component that is added, taken away or of another type makes a new form: give that
   * the next {@linkplain VersionedCodec#version version}. Components may be renamed.
   *
   * <p>Decoding calls the canonical constructor. What it throws, {@code decode} refuses the bytes
   * with. A record that contains records in a chain of thousands, each in the last, is encoded by
   * as many nested calls: keep a list of them instead.
   *
   * @param <T> the record
   * @param type its class; public in an exported package, or in one that its module opens to {@code
   *     dev.parklane.runtime}
   * @param given codecs for classes that it is made of, however deep, each of which tells its
   *     {@linkplain Codec#type type}: for those that have none, or have a later version
   * @return a codec of version 1
   * @throws IllegalArgumentException where a component has none; it names what has none, by the
   *     path from the record to there, and what to do about it
   */
  @SuppressWarnings("unchecked") // it is made of the class of T
  public static <T extends Record> VersionedCodec<T> record(Class<T> type, Codec<?>... given) {
    return (VersionedCodec<T>) DerivedCodecs.of(Objects.requireNonNull(type, "type"), given);
  }

  /**
   * Gives the codec of a sealed type, which can be told of earlier versions. Its form is a byte for
   * the version, the simple name of the value's class and the bytes that the codec of that class
   * gives, the last two with their lengths in 4 bytes before them. So classes may be added and
   * moved to other packages, not renamed.
   *
   * @param <T> the sealed type
   * @param type its class; the classes that it permits, and those that they permit, are records,
   *     enums or {@code given}
   * @param given codecs for classes that it is made of, however deep, each of which tells its
   *     {@linkplain Codec#type type}: for those that have none, or have a later version
   * @return a codec of version 1
   * @throws IllegalArgumentException where it is no sealed type, or something in it has no codec;
   *     it names what has none, by the path from the type to there, and what to do about it
   */
  @SuppressWarnings("unchecked") // it is made of the class of T
  public static <T> VersionedCodec<T> sealed(Class<T> type, Codec<?>... given) {
    if (!type.isSealed() || type.isEnum()) {
      throw new IllegalArgumentException(
          "[PL-D5.17] "
              + type.getTypeName()
              + " is no sealed type; use Codecs.of("
              + type.getSimpleName()
              + ".class), or make its codec with Codecs.via(...)");
    }
    return (VersionedCodec<T>) DerivedCodecs.of(type, given);
  }

  /**
   * Puts a byte for the version before what a codec gives, so that later forms can read what it
   * writes now.
   *
   * @param <T> the type of the values
   * @param codec any codec; one that has versions is given back
   * @return a codec of version 1
   */
  public static <T> VersionedCodec<T> versioned(Codec<T> codec) {
    return VersionedCodec.of(Objects.requireNonNull(codec, "codec"));
  }

  /**
   * Makes a codec of the constants of an enum, by their names: constants may be moved and added,
   * not renamed.
   *
   * @param <E> the enum
   * @param type the enum's class
   * @return a codec that refuses names that the enum does not have
   */
  public static <E extends Enum<E>> Codec<E> enums(Class<E> type) {
    return ValueCodecs.enums(type);
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
    return new CollectionCodecs.OfList<>(Objects.requireNonNull(elements, "elements"));
  }

  /**
   * Makes a codec of sets, in their order, each element with its length before it. It decodes
   * unmodifiable, in the same order. Equal sets in different orders have different bytes, so that
   * they do not suit as keys of a map.
   *
   * @param <T> the type of the elements
   * @param elements the codec of each element
   * @return a codec of sets without a null element
   */
  public static <T> Codec<Set<T>> sets(Codec<T> elements) {
    return new CollectionCodecs.OfSet<>(Objects.requireNonNull(elements, "elements"));
  }

  /**
   * Makes a codec of what may be absent: a byte 0 alone, or a byte 1 and the bytes of the value.
   *
   * @param <T> the type of the value
   * @param value the codec of a value that is there
   * @return a codec of optional values
   */
  public static <T> Codec<Optional<T>> optionals(Codec<T> value) {
    return new CollectionCodecs.OfOptional<>(Objects.requireNonNull(value, "value"));
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
    return new CollectionCodecs.OfMap<>(
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
    return new ViaCodec<>(
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
    return new ViaCodec<>(
        Objects.requireNonNull(type, "type"),
        Objects.requireNonNull(codec, "codec"),
        Objects.requireNonNull(to, "to"),
        Objects.requireNonNull(from, "from"));
  }
}
