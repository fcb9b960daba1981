package dev.parklane.runtime.persistent;

import static java.util.Objects.requireNonNull;

import java.util.AbstractMap;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An immutable map that is written to by making another map of it.
 *
 * <p>{@link #with}, {@link #without} and {@link #cleared} leave this map as it is and answer the
 * changed one, sharing with it all but {@code O(log n)} nodes. Finding a key takes {@code O(log n)}
 * too, {@link #size} is constant, and iterating starts at once and is linear over the whole. A map
 * may be read by any number of threads, however it was handed to them.
 *
 * <p>As a {@link Map} it is unmodifiable: every mutator of it throws {@link
 * UnsupportedOperationException}, even where it would have changed nothing, so that a mistaken call
 * shows at its first run. Entries handed out are immutable as well, and keep no map alive. Null
 * keys and values are refused with a {@link NullPointerException}, in look-ups too.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public abstract sealed class PersistentMap<K, V> extends AbstractMap<K, V>
    permits InsertionOrderedMap, SortedPersistentMap {

  PersistentMap() {}

  /**
   * {@return the empty map that iterates in the order in which its keys were first put}
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  public static <K, V> PersistentMap<K, V> insertionOrdered() {
    return InsertionOrderedMap.empty();
  }

  /**
   * {@return an empty map that iterates in the comparator's order}
   *
   * <p>The comparator alone decides which keys are the same, as it does in a {@link
   * java.util.TreeMap}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param comparator of the keys; it must not change its mind
   */
  public static <K, V> PersistentMap<K, V> sorted(Comparator<? super K> comparator) {
    return SortedPersistentMap.empty(requireNonNull(comparator, "comparator must not be null"));
  }

  /**
   * {@return this map with the key bound to the value; this very map if it holds that very value
   * already}
   *
   * <p>A key already in the map keeps its place and its instance; only the value is another.
   *
   * @param key not null
   * @param value not null
   */
  public final PersistentMap<K, V> with(K key, V value) {
    return with(key, value, null);
  }

  /**
   * {@return this map with the key bound to the value, which may be this very map, changed}
   *
   * <p>For a writer whose map nobody else has seen since its {@link Edit} began: what that has
   * copied once it writes to then, so that many writes to keys that are there cost a copy of each
   * branch and no more. Before the writer lets anybody see the map it takes {@link #handedOut}, and
   * goes on with another edit. Where this throws, nothing has changed.
   *
   * @param key not null
   * @param value not null
   * @param by the writer's; null for one that leaves this map as it is
   */
  public abstract PersistentMap<K, V> with(K key, V value, @Nullable Edit by);

  /** {@return this map for others to see, by any thread; its edit is over} */
  public PersistentMap<K, V> handedOut() {
    return this;
  }

  /**
   * {@return this map without the key; this very map if the key is absent}
   *
   * @param key any object; one that cannot be a key here is absent
   */
  public abstract PersistentMap<K, V> without(Object key);

  /** {@return the empty map of the same order} */
  public abstract PersistentMap<K, V> cleared();

  /**
   * {@return the place of a key in the order of insertion: greater than those of all keys that were
   * there before it; 0 where the order is a comparator's, or the key is absent} 0 where the order
   * is a comparator's, or the key is absent.
   *
   * @param key any object; one that cannot be a key here is absent
   */
  public abstract long place(K key);

  /**
   * {@return this map, but a key that comes next gets this place, or one behind it} For restoring.
   *
   * @param place 1 or more; it means nothing where the order is a comparator's
   */
  public abstract PersistentMap<K, V> goingOnAt(long place);

  @Override
  public abstract int size();

  /** The value of a key that isn't null, or null if there is none. */
  abstract @Nullable V find(Object key);

  /** The entries in order, read from the nodes as the iteration goes. */
  abstract Iterator<Map.Entry<K, V>> entries();

  static <T> T requireKey(T key) {
    return requireNonNull(key, "key must not be null");
  }

  static <T> T requireValue(T value) {
    return requireNonNull(value, "value must not be null");
  }

  @Override
  public final @Nullable V get(Object key) {
    return find(requireKey(key));
  }

  @Override
  public final boolean containsKey(Object key) {
    return find(requireKey(key)) != null;
  }

  @Override
  public final boolean containsValue(Object value) {
    return super.containsValue(requireValue(value));
  }

  @Override
  public final Set<Map.Entry<K, V>> entrySet() {
    return new EntryView<>(this);
  }

  @Override
  public final Set<K> keySet() {
    return new KeyView<>(this);
  }

  @Override
  public final Collection<V> values() {
    return new ValueView<>(this);
  }

  @Override
  public final V put(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public final void putAll(Map<? extends K, ? extends V> map) {
    throw unmodifiable();
  }

  @Override
  public final V putIfAbsent(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public final V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
    throw unmodifiable();
  }

  @Override
  public final V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  @Override
  public final V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  @Override
  public final V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
    throw unmodifiable();
  }

  @Override
  public final V replace(K key, V value) {
    throw unmodifiable();
  }

  @Override
  public final boolean replace(K key, V oldValue, V newValue) {
    throw unmodifiable();
  }

  @Override
  public final void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    throw unmodifiable();
  }

  @Override
  public final V remove(Object key) {
    throw unmodifiable();
  }

  @Override
  public final boolean remove(Object key, Object value) {
    throw unmodifiable();
  }

  @Override
  public final void clear() {
    throw unmodifiable();
  }

  private static UnsupportedOperationException unmodifiable() {
    return new UnsupportedOperationException("a persistent map is written with with and without");
  }
}
