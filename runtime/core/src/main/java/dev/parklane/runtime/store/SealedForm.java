package dev.parklane.runtime.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a sealed type: the length of the simple name of the value's class and the name, then
 * the length of its bytes and the bytes. So its classes may be moved and added, not renamed.
 */
final class SealedForm<T> implements VersionedForm<T> {
  private final Class<?> type;

  /** Set once, since one of them may contain the sealed type. */
  private volatile Map<String, Leaf> leaves = Map.of();

  /** A class whose values are those of the sealed type. */
  private record Leaf(Class<?> type, byte[] name, Codec<Object> codec) {}

  SealedForm(Class<?> type) {
    this.type = type;
  }

  /** Says once, before anybody uses it, which classes there are, each with its codec. */
  @SuppressWarnings("unchecked") // each is the codec of its class
  void setLeaves(Map<Class<?>, Codec<?>> codecs) {
    Map<String, Leaf> all = new LinkedHashMap<>();
    codecs.forEach((leaf, codec) -> {
      String name = leaf.getSimpleName();
      all.put(name, new Leaf(leaf, name.getBytes(StandardCharsets.UTF_8), (Codec<Object>) codec));
    });
    leaves = all;
  }

  @Override
  public byte[] encode(T value) {
    Leaf leaf = leafOf(value);
    byte[] of = leaf.codec.encode(value);
    long size = 1L + Integer.BYTES + leaf.name.length + Integer.BYTES + of.length;
    return ByteBuffer.allocate(Frames.size(size))
        .position(1)
        .putInt(leaf.name.length)
        .put(leaf.name)
        .putInt(of.length)
        .put(of)
        .array();
  }

  private Leaf leafOf(T value) {
    Leaf named = leaves.get(value.getClass().getSimpleName());
    if (named != null && named.type == value.getClass()) {
      return named;
    }
    for (Leaf leaf : leaves.values()) {
      if (leaf.type.isInstance(value)) {
        return leaf; // a constant of an enum with a body of its own
      }
    }
    throw new AssertionError(type.cast(value) + " is of no class that the sealed type permits");
  }

  @Override
  @SuppressWarnings("unchecked") // the leaves are those of T
  public T decode(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    byte[] name = frame(from, bytes);
    byte[] value = frame(from, bytes);
    if (name == null || value == null || from.hasRemaining()) {
      throw Malformed.bytes(
          "a "
              + type.getName()
              + ": the name of a class and a value, each with its length before it, and no more",
          ByteText.of(bytes));
    }
    String text = new String(name, StandardCharsets.UTF_8);
    Leaf leaf = leaves.get(text);
    if (leaf == null) {
      throw Malformed.bytes(
          "a " + type.getName() + ", one of " + String.join(", ", leaves.keySet()),
          "'" + text + "'");
    }
    try {
      return (T) leaf.codec.decode(value);
    } catch (IllegalArgumentException e) {
      throw Malformed.in(text + " of " + type.getName(), e);
    }
  }

  private static byte @Nullable [] frame(ByteBuffer from, byte[] bytes) {
    int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
    if (length < 0 || length > from.remaining()) {
      return null;
    }
    int start = from.position();
    from.position(start + length);
    return Arrays.copyOfRange(bytes, start, start + length);
  }
}
