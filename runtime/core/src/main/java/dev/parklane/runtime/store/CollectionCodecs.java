package dev.parklane.runtime.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codecs of what contains values that have codecs. */
final class CollectionCodecs {
  private CollectionCodecs() {}

  private static <T> byte[] join(Codec<T> elements, Collection<T> value) {
    List<byte[]> frames = new ArrayList<>(value.size());
    for (T element : value) {
      frames.add(part("element", frames.size(), elements, element));
    }
    return Frames.join(frames);
  }

  private static <T> byte[] part(String what, int index, Codec<T> codec, T part) {
    if (part == null) {
      throw new IllegalArgumentException(
          "[PL-D5.10] "
              + what
              + " "
              + index
              + " is null, which has no bytes there; leave it out, or keep an Optional");
    }
    try {
      return codec.encode(part);
    } catch (IllegalArgumentException e) {
      throw Malformed.in(what + " " + index, e);
    }
  }

  record OfList<T>(Codec<T> elements) implements Codec<List<T>> {
    @Override
    public Class<?> type() {
      return List.class;
    }

    @Override
    public byte[] encode(List<T> value) {
      return join(elements, value);
    }

    @Override
    public List<T> decode(byte[] bytes) {
      List<byte[]> frames = Frames.split(bytes, "a list");
      List<T> decoded = new ArrayList<>(frames.size());
      for (byte[] frame : frames) {
        decoded.add(Malformed.part("element", decoded.size(), elements, frame));
      }
      return Collections.unmodifiableList(decoded);
    }
  }

  record OfSet<T>(Codec<T> elements) implements Codec<Set<T>> {
    @Override
    public Class<?> type() {
      return Set.class;
    }

    @Override
    public byte[] encode(Set<T> value) {
      return join(elements, value);
    }

    @Override
    public Set<T> decode(byte[] bytes) {
      List<byte[]> frames = Frames.split(bytes, "a set");
      Set<T> decoded = new LinkedHashSet<>();
      for (byte[] frame : frames) {
        T element = Malformed.part("element", decoded.size(), elements, frame);
        if (!decoded.add(element)) {
          throw Malformed.bytes(
              "a set with each element once", element + " again as element " + decoded.size());
        }
      }
      return Collections.unmodifiableSet(decoded);
    }
  }

  record OfMap<K, V>(Codec<K> keys, Codec<V> values) implements Codec<Map<K, V>> {
    @Override
    public Class<?> type() {
      return Map.class;
    }

    @Override
    public byte[] encode(Map<K, V> value) {
      List<byte[]> frames = new ArrayList<>(2 * value.size());
      value.forEach((key, of) -> {
        int index = frames.size() / 2;
        frames.add(part("key", index, keys, key));
        frames.add(part("value", index, values, of));
      });
      return Frames.join(frames);
    }

    @Override
    public Map<K, V> decode(byte[] bytes) {
      List<byte[]> frames = Frames.split(bytes, "a map");
      if (frames.size() % 2 != 0) {
        throw Malformed.bytes(
            "a map with a value for each key", frames.size() + " keys and values");
      }
      Map<K, V> decoded = new LinkedHashMap<>();
      for (int i = 0; i < frames.size(); i += 2) {
        K key = Malformed.part("key", i / 2, keys, frames.get(i));
        V value = Malformed.part("value", i / 2, values, frames.get(i + 1));
        if (decoded.putIfAbsent(key, value) != null) {
          throw Malformed.bytes(
              "a map with each key once", "key " + key + " again as key " + i / 2);
        }
      }
      return Collections.unmodifiableMap(decoded);
    }
  }

  record OfOptional<T>(Codec<T> value) implements Codec<Optional<T>> {
    private static final byte[] EMPTY = {0};

    @Override
    public Class<?> type() {
      return Optional.class;
    }

    @Override
    public byte[] encode(Optional<T> optional) {
      if (optional.isEmpty()) {
        return EMPTY.clone();
      }
      byte[] of = value.encode(optional.get());
      byte[] bytes = new byte[1 + of.length];
      bytes[0] = 1;
      System.arraycopy(of, 0, bytes, 1, of.length);
      return bytes;
    }

    @Override
    public Optional<T> decode(byte[] bytes) {
      if (bytes.length == 1 && bytes[0] == 0) {
        return Optional.empty();
      }
      if (bytes.length == 0 || bytes[0] != 1) {
        throw Malformed.bytes("0 alone, or 1 and the bytes of a value", ByteText.of(bytes));
      }
      return Optional.of(value.decode(Arrays.copyOfRange(bytes, 1, bytes.length)));
    }
  }
}
