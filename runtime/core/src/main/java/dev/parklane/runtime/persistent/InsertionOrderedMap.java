package dev.parklane.runtime.persistent;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A persistent map that iterates in the order in which its keys were first put.
 *
 * <p>Overwriting a key keeps its place; removing it and putting it again moves it to the end, as in
 * a {@link java.util.LinkedHashMap}. Nothing of the order of hash codes shows.
 *
 * <p>Keys that share a hash code are searched one by one; all others take {@code O(log n)}.
 *
 * <p>Two tries share the entries: one finds them by the hash code of their key, the other, by an
 * ever-growing place number, keeps them in order. Both are the same {@link RadixTrie}. Places are
 * never reused while the map holds an entry: a billion new keys a second would use them up in about
 * three hundred years.
 */
final class InsertionOrderedMap<K, V> extends PersistentMap<K, V> {
  private static final InsertionOrderedMap<?, ?> EMPTY = new InsertionOrderedMap<>();

  private final RadixTrie<Bucket<K, V>> byHash;
  private final RadixTrie<Placed<K, V>> byPlace;
  private final long nextPlace;
  private final int size;

  private InsertionOrderedMap() {
    this(RadixTrie.empty(Bucket::index), RadixTrie.empty(Placed::place), 0, 0);
  }

  private InsertionOrderedMap(
      RadixTrie<Bucket<K, V>> byHash, RadixTrie<Placed<K, V>> byPlace, long nextPlace, int size) {
    this.byHash = byHash;
    this.byPlace = byPlace;
    this.nextPlace = nextPlace;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // the empty map holds no key and no value of any type
  static <K, V> InsertionOrderedMap<K, V> empty() {
    return (InsertionOrderedMap<K, V>) EMPTY;
  }

  @Override
  public PersistentMap<K, V> with(K key, V value, @Nullable Edit by) {
    requireKey(key);
    requireValue(value);
    int hash = key.hashCode();
    Bucket<K, V> bucket = bucket(hash);
    Placed<K, V> old = bucket == null ? null : bucket.find(key);
    if (old == null) {
      return appended(bucket, new Placed<>(hash, nextPlace, key, value));
    }
    if (old.value() == value) {
      return this;
    }
    Placed<K, V> entry = new Placed<>(hash, old.place(), old.key(), value);
    return by != null && bucket == old && replacesInPlace(entry, by)
        ? this
        : replaced(bucket, entry, by);
  }

  /** Both or none, and nothing that can fail between the two. */
  private boolean replacesInPlace(Placed<K, V> entry, Edit by) {
    Branch aboveInHashes = byHash.ownedAbove(entry.index(), by);
    Branch aboveInPlaces = aboveInHashes == null ? null : byPlace.ownedAbove(entry.place(), by);
    if (aboveInHashes == null || aboveInPlaces == null) {
      return false;
    }
    aboveInHashes.replaceLeaf(entry.index(), entry);
    aboveInPlaces.replaceLeaf(entry.place(), entry);
    return true;
  }

  @Override
  public PersistentMap<K, V> handedOut() {
    return new InsertionOrderedMap<>(byHash, byPlace, nextPlace, size);
  }

  private PersistentMap<K, V> appended(@Nullable Bucket<K, V> bucket, Placed<K, V> entry) {
    Bucket<K, V> grown = bucket == null ? entry : bucket.with(entry);
    return new InsertionOrderedMap<>(
        byHash.with(grown), byPlace.with(entry), nextPlace + 1, size + 1);
  }

  private PersistentMap<K, V> replaced(Bucket<K, V> bucket, Placed<K, V> entry, @Nullable Edit by) {
    return new InsertionOrderedMap<>(
        byHash.replacing(entry.index(), bucket.with(entry), by),
        byPlace.replacing(entry.place(), entry, by),
        nextPlace,
        size);
  }

  @Override
  public PersistentMap<K, V> without(Object key) {
    Bucket<K, V> bucket = bucket(requireKey(key).hashCode());
    Placed<K, V> old = bucket == null ? null : bucket.find(key);
    if (old == null) {
      return this;
    }
    if (size == 1) {
      return empty();
    }
    Bucket<K, V> rest = bucket.without(old);
    return new InsertionOrderedMap<>(
        rest == null ? byHash.without(old.index()) : byHash.with(rest),
        byPlace.without(old.place()),
        nextPlace,
        size - 1);
  }

  @Override
  public PersistentMap<K, V> cleared() {
    return empty();
  }

  @Override
  public long place(K key) {
    Bucket<K, V> bucket = bucket(requireKey(key).hashCode());
    Placed<K, V> entry = bucket == null ? null : bucket.find(key);
    return entry == null ? 0 : entry.place();
  }

  @Override
  public PersistentMap<K, V> goingOnAt(long place) {
    return new InsertionOrderedMap<>(byHash, byPlace, Math.max(nextPlace, place), size);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  @Nullable V find(Object key) {
    Bucket<K, V> bucket = bucket(key.hashCode());
    Placed<K, V> entry = bucket == null ? null : bucket.find(key);
    return entry == null ? null : entry.value();
  }

  @Override
  Iterator<Map.Entry<K, V>> entries() {
    // An iterator over a subtype of Map.Entry is none over Map.Entry until it is wrapped.
    return new MappedIterator<>(byPlace.iterator(), entry -> entry);
  }

  private @Nullable Bucket<K, V> bucket(int hash) {
    return byHash.get(Integer.toUnsignedLong(hash));
  }
}
