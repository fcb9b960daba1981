package dev.parklane.runtime.persistent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of two entries or more, searched from end to end.
 *
 * <p>Every operation is linear in the entries of the bucket. Their order within it is never seen: a
 * map iterates by place.
 */
final class Collision<K, V> implements Bucket<K, V> {
  private final Placed<K, V>[] entries;

  private Collision(Placed<K, V>[] entries) {
    this.entries = entries;
  }

  static <K, V> Collision<K, V> of(Placed<K, V> first, Placed<K, V> second) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // there is no array of a parameterized type
    Placed<K, V>[] entries = new Placed[] {first, second};
    return new Collision<>(entries);
  }

  @Override
  public int hash() {
    return entries[0].hash();
  }

  @Override
  public @Nullable Placed<K, V> find(Object key) {
    for (Placed<K, V> entry : entries) {
      if (entry.find(key) != null) {
        return entry;
      }
    }
    return null;
  }

  @Override
  public Bucket<K, V> with(Placed<K, V> entry) {
    int position = positionOf(entry);
    Placed<K, V>[] changed = Arrays.copyOf(entries, Math.max(entries.length, position + 1));
    changed[position] = entry;
    return new Collision<>(changed);
  }

  @Override
  public Bucket<K, V> without(Placed<K, V> entry) {
    int position = positionOf(entry);
    if (entries.length == 2) {
      return entries[1 - position];
    }
    Placed<K, V>[] changed = Arrays.copyOf(entries, entries.length - 1);
    if (position < changed.length) {
      changed[position] = entries[changed.length];
    }
    return new Collision<>(changed);
  }

  /** Where the entry of the same place is; past the end if there is none. */
  private int positionOf(Placed<K, V> entry) {
    int position = 0;
    while (position < entries.length && entries[position].place() != entry.place()) {
      position++;
    }
    return position;
  }
}
