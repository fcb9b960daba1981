package dev.parklane.runtime.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A codec whose bytes begin with one for the version of their form, so that a later form can read
 * what an earlier one has written (law D5). Immutable; any thread.
 *
 * <p>It writes version 1 unless told otherwise. Whoever changes a record gives its codec the next
 * version, and says how bytes of the last one are read: with the codec of the record as it was, and
 * a function that makes the new value of the old one.
 *
 * <pre>{@code
 * record Line(String item, int pieces, BigDecimal price) {}
 *
 * record OldLine(String item, BigDecimal price) {} // what Line was
 *
 * static final Codec<Line> LINE =
 *     Codecs.record(Line.class)
 *         .version(2)
 *         .reading(
 *             1, Codecs.record(OldLine.class), old -> new Line(old.item(), 1, old.price()));
 * }</pre>
 *
 * <p>Bytes of any other version are refused by name, and so are those of a known version that its
 * codec refuses: nothing is read as something else.
 *
 * @param <T> the type of the values
 * @see Codecs#record
 * @see Codecs#sealed
 * @see Codecs#versioned
 */
public final class VersionedCodec<T> implements Codec<T> {
  private static final int LAST = 255; // what a byte can hold

  private final @Nullable Class<?> type;
  private final IntFunction<VersionedForm<T>> forms; // by the version of what it contains of itself
  private final VersionedForm<T> form;
  private final int version;
  private final SortedMap<Integer, Earlier<?, T>> earlier; // nobody changes it

  /** An earlier version: what reads its bytes, and what makes a value of today of it. */
  private record Earlier<O, T>(Codec<O> codec, Function<? super O, ? extends T> renew) {}

  /**
   * A codec that reads no earlier version.
   *
   * @param forms gives the form of another version, in which values that contain themselves are of
   *     that version too
   */
  VersionedCodec(
      @Nullable Class<?> type,
      IntFunction<VersionedForm<T>> forms,
      VersionedForm<T> form,
      int version) {
    this(type, forms, form, version, new TreeMap<>());
  }

  private VersionedCodec(
      @Nullable Class<?> type,
      IntFunction<VersionedForm<T>> forms,
      VersionedForm<T> form,
      int version,
      SortedMap<Integer, Earlier<?, T>> earlier) {
    this.type = type;
    this.forms = forms;
    this.form = form;
    this.version = version;
    this.earlier = earlier;
  }

  /** Any codec behind the byte of a version. */
  static <T> VersionedCodec<T> of(Codec<T> codec) {
    return codec instanceof VersionedCodec<T> has ? has : of(codec.type(), new Plain<>(codec));
  }

  /** Of version 1, with a form that is the same in every version. */
  static <T> VersionedCodec<T> of(@Nullable Class<?> type, VersionedForm<T> form) {
    return new VersionedCodec<>(type, any -> form, form, 1);
  }

  VersionedForm<T> form() {
    return form;
  }

  /**
   * Makes a codec that writes this version, and reads it and the earlier ones that this one reads.
   * A record or a sealed type that contains itself is of this version throughout.
   *
   * @param version from 1 to 255
   * @return a codec of the same values
   * @throws IllegalArgumentException where there is no such version, or it is one of the earlier
   *     ones
   */
  public VersionedCodec<T> version(int version) {
    if (version < 1 || version > LAST) {
      throw refused("version " + version + " is none", "give it a number from 1 to " + LAST);
    }
    if (earlier.containsKey(version)) {
      throw refused(
          "version " + version + " is an earlier one", "give the new form a number of its own");
    }
    return new VersionedCodec<>(type, forms, forms.apply(version), version, earlier);
  }

  /**
   * Makes a codec that reads an earlier version, too.
   *
   * @param <O> the type that the values had
   * @param version the earlier version, not the one that this codec writes
   * @param codec the codec that wrote it: one that writes or reads that version itself; or any
   *     other, which gets the bytes behind that of the version, as {@link Codecs#versioned} wrote
   *     them
   * @param renew makes a value of today of an old one; whatever it throws, {@code decode} refuses
   *     the bytes with
   * @return a codec that writes what this one writes
   * @throws IllegalArgumentException where there is no such version, or it is told already, or the
   *     codec does not read it
   */
  public <O> VersionedCodec<T> reading(
      int version, Codec<O> codec, Function<? super O, ? extends T> renew) {
    Objects.requireNonNull(renew, "renew");
    if (version < 1 || version > LAST) {
      throw refused("version " + version + " is none", "give a number from 1 to " + LAST);
    }
    if (version == this.version) {
      throw refused(
          "version " + version + " is what it writes", "say version(...) of the new form first");
    }
    if (earlier.containsKey(version)) {
      throw refused("version " + version + " is read already", "say once how it is read");
    }
    if (codec instanceof VersionedCodec<O> old && !old.reads(version)) {
      throw refused(
          "the codec given for version " + version + " reads " + old.versions(),
          "give the one that wrote it, with version(" + version + ")");
    }
    SortedMap<Integer, Earlier<?, T>> all = new TreeMap<>(earlier);
    all.put(version, new Earlier<>(Objects.requireNonNull(codec, "codec"), renew));
    return new VersionedCodec<>(type, forms, form, this.version, all);
  }

  @Override
  public @Nullable Class<?> type() {
    return type;
  }

  @Override
  public byte[] encode(T value) {
    byte[] bytes = form.encode(Objects.requireNonNull(value, "value"));
    bytes[0] = (byte) version;
    return bytes;
  }

  @Override
  public T decode(byte[] bytes) {
    if (bytes.length == 0) {
      throw Malformed.bytes(
          "a form of " + name() + ", which begins with a byte for its version", ByteText.of(bytes));
    }
    int found = bytes[0] & 0xff;
    if (found == version) {
      return form.decode(bytes);
    }
    Earlier<?, T> old = earlier.get(found);
    if (old == null) {
      throw new IllegalArgumentException(
          "[PL-D5.11] "
              + name()
              + ": the form of "
              + ByteText.of(bytes)
              + " is of version "
              + found
              + ", and its codec reads "
              + versions()
              + "; tell it with reading("
              + found
              + ", ...) how to read that one, or use the program that wrote it");
    }
    return decodeEarlier(old, bytes);
  }

  private <O> T decodeEarlier(Earlier<O, T> old, byte[] bytes) {
    O decoded =
        old.codec.decode(
            old.codec instanceof VersionedCodec<O>
                ? bytes
                : Arrays.copyOfRange(bytes, 1, bytes.length));
    T renewed;
    try {
      renewed = old.renew.apply(decoded);
    } catch (RuntimeException e) {
      throw notRenewed(bytes, e.toString(), e);
    }
    if (renewed == null) {
      throw notRenewed(bytes, "its function has given null", null);
    }
    return renewed;
  }

  private IllegalArgumentException notRenewed(
      byte[] bytes, String why, @Nullable RuntimeException cause) {
    return new IllegalArgumentException(
        "[PL-D5.12] "
            + name()
            + ": no value of version "
            + version
            + " can be made of that of version "
            + (bytes[0] & 0xff)
            + ": "
            + why
            + "; mend the function given to reading(...)",
        cause);
  }

  private boolean reads(int any) {
    return any == version || earlier.containsKey(any);
  }

  /** As in {@code version 2}, or {@code versions 1, 2}. */
  private String versions() {
    SortedMap<Integer, Object> all = new TreeMap<>(earlier);
    all.put(version, this);
    String each = all.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (all.size() == 1 ? "version " : "versions ") + each;
  }

  private String name() {
    return type == null ? "a value" : type.getName();
  }

  private IllegalArgumentException refused(String what, String remedy) {
    return new IllegalArgumentException(
        "[PL-D5.13] the codec of " + name() + ": " + what + "; " + remedy);
  }

  /** Of a codec that knows of no version. */
  private record Plain<T>(Codec<T> codec) implements VersionedForm<T> {
    @Override
    public byte[] encode(T value) {
      byte[] of = codec.encode(value);
      byte[] bytes = new byte[1 + of.length];
      System.arraycopy(of, 0, bytes, 1, of.length);
      return bytes;
    }

    @Override
    public T decode(byte[] bytes) {
      return codec.decode(Arrays.copyOfRange(bytes, 1, bytes.length));
    }
  }
}
