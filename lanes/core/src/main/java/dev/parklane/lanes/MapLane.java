package dev.parklane.lanes;

import dev.parklane.lanes.persistent.PersistentMap;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.Observers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A lane that holds a map and tells its observers of every update, removal and clearing.
 *
 * <p>Events: {@code onUpdate(map after, key, previous or null, value)}, {@code onRemove(map after,
 * key, previous)}, {@code onClear(map before)} (laws M1 to M3), each for all its observers in order
 * of registration. A map that is handed out is a snapshot: later writes do not change it (law M7).
 * It costs nothing to hand out, and a write costs the logarithm of the size: the state is a
 * persistent map.
 *
 * <p>Keys keep the order of their insertion; a map that is declared {@link #sorted} keeps the order
 * of its comparator (law M8). Keys and values are not null, and should be immutable.
 *
 * <p>Every write returns when all that it triggered has run (law E3), and every method throws
 * {@link dev.parklane.runtime.LaneAccessException} where it is not this thread's turn in the agent
 * (law E8); writes throw {@link dev.parklane.runtime.GuardException} and {@link
 * dev.parklane.runtime.CascadeAbortedException} as {@link ValueLane#set} does.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class MapLane<K, V> extends Lane {
  private static final int UPDATE = 0;
  private static final int REMOVE = 1;
  private static final int CLEAR = 2;

  private final boolean sorted;
  private PersistentMap<K, V> map; // the thread whose turn it is

  /**
   * A handler of {@code onUpdate}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  @FunctionalInterface
  public interface UpdateHandler<K, V> {
    /**
     * Called like {@link Handler#handle}.
     *
     * @param map the map after the update
     * @param previous the value before, or null where the key was not there
     */
    void handle(Map<K, V> map, K key, @Nullable V previous, V value) throws Exception;
  }

  /**
   * A handler of {@code onRemove}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  @FunctionalInterface
  public interface RemoveHandler<K, V> {
    /**
     * Called like {@link Handler#handle}.
     *
     * @param map the map after the removal
     * @param previous the value that was removed
     */
    void handle(Map<K, V> map, K key, V previous) throws Exception;
  }

  /**
   * A handler of {@code onClear}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  @FunctionalInterface
  public interface ClearHandler<K, V> {
    /**
     * Called like {@link Handler#handle}.
     *
     * @param before the map before it was cleared
     */
    void handle(Map<K, V> before) throws Exception;
  }

  /**
   * Declares an empty map lane that keeps the order of insertion.
   *
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public MapLane(Agent agent, String name) {
    this(agent, name, false, PersistentMap.insertionOrdered());
  }

  private MapLane(Agent agent, String name, boolean sorted, PersistentMap<K, V> initial) {
    super(agent, name);
    this.sorted = sorted;
    map = initial;
  }

  /** Declares an empty map lane that keeps its keys in natural order. */
  public static <K extends Comparable<? super K>, V> MapLane<K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty map lane that keeps its keys in this order, which also says what is equal.
   */
  public static <K, V> MapLane<K, V> sorted(Agent agent, String name, Comparator<? super K> order) {
    return new MapLane<>(agent, name, true, PersistentMap.sorted(order));
  }

  /** Registers a handler for each update of a key. Agent's constructor, or its turn. */
  public MapLane<K, V> onUpdate(UpdateHandler<K, V> handler) {
    observe("onUpdate", UPDATE, handler);
    return this;
  }

  /** Registers a handler for each removal of a key. */
  public MapLane<K, V> onRemove(RemoveHandler<K, V> handler) {
    observe("onRemove", REMOVE, handler);
    return this;
  }

  /** Registers a handler for each clearing of the map. */
  public MapLane<K, V> onClear(ClearHandler<K, V> handler) {
    observe("onClear", CLEAR, handler);
    return this;
  }

  /** The map now, as a snapshot that cannot be modified (law M7). */
  public Map<K, V> get() {
    reading();
    return map;
  }

  /** The value of a key, or null where it is not there. */
  public @Nullable V get(K key) {
    reading();
    return map.get(key);
  }

  /** Whether the key is there. */
  public boolean containsKey(K key) {
    reading();
    return map.containsKey(key);
  }

  /** How many keys are there. */
  public int size() {
    reading();
    return map.size();
  }

  /** Whether no key is there. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Sets the value of a key; triggers {@code onUpdate}, for an equal value too (law M1). */
  public void put(K key, V value) {
    Objects.requireNonNull(key, () -> "a key of " + this);
    Objects.requireNonNull(value, () -> "the value of '" + key + "' of " + this);
    changing();
    V previous = map.get(key);
    PersistentMap<K, V> after = map.with(key, value);
    map = after;
    Observers observers = observers();
    for (int i = 0; i < observers.size(); i++) {
      Observer observer = observers.get(i);
      if (observer.rank() == UPDATE) {
        UpdateHandler<K, V> handler = cast(observer.handler());
        trigger(observer, () -> handler.handle(after, key, previous, value));
      }
    }
  }

  /** Removes a key; triggers {@code onRemove}. Where it is not there nothing happens (law M2). */
  public void remove(K key) {
    Objects.requireNonNull(key, () -> "a key of " + this);
    reading();
    V previous = map.get(key);
    if (previous == null) {
      return;
    }
    changing();
    PersistentMap<K, V> after = map.without(key);
    map = after;
    Observers observers = observers();
    for (int i = 0; i < observers.size(); i++) {
      Observer observer = observers.get(i);
      if (observer.rank() == REMOVE) {
        RemoveHandler<K, V> handler = cast(observer.handler());
        trigger(observer, () -> handler.handle(after, key, previous));
      }
    }
  }

  /** Removes every key; triggers one {@code onClear}, also for an empty map (law M3). */
  public void clear() {
    changing();
    PersistentMap<K, V> before = map;
    map = before.cleared();
    Observers observers = observers();
    for (int i = 0; i < observers.size(); i++) {
      Observer observer = observers.get(i);
      if (observer.rank() == CLEAR) {
        ClearHandler<K, V> handler = cast(observer.handler());
        trigger(observer, () -> handler.handle(before));
      }
    }
  }

  /**
   * Sets the value of a key to what the function makes of the present one. Null stands for none, on
   * both sides: some to some is an update, some to none a removal, none to some an update without
   * previous, none to none nothing (law M4).
   */
  public void compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    V computed = function.apply(key, get(key));
    if (computed != null) {
      put(key, computed);
    } else {
      remove(key);
    }
  }

  /** Clears, and then puts each entry, each its own trigger (law M5). */
  public void replaceAll(Map<? extends K, ? extends V> entries) {
    List<Map.Entry<K, V>> copy =
        entries.entrySet().stream().map(e -> Map.<K, V>entry(e.getKey(), e.getValue())).toList();
    clear();
    for (Map.Entry<K, V> entry : copy) {
      put(entry.getKey(), entry.getValue());
    }
  }

  /**
   * Keeps the first n keys in their natural order, or in the order of a sorted map, and removes the
   * others one by one, from the first to the last (law M6).
   *
   * @throws IllegalArgumentException where n is negative
   * @throws ClassCastException where the map is not sorted and the keys have no natural order
   */
  public void take(int n) {
    keysInOrder(n).stream().skip(n).forEach(this::remove);
  }

  /**
   * Removes the first n keys in their natural order, or in the order of a sorted map, one by one
   * (law M6).
   *
   * @throws IllegalArgumentException where n is negative
   * @throws ClassCastException where the map is not sorted and the keys have no natural order
   */
  public void drop(int n) {
    keysInOrder(n).stream().limit(n).forEach(this::remove);
  }

  private List<K> keysInOrder(int n) {
    if (n < 0) {
      throw new IllegalArgumentException("take or drop of " + n + " keys of " + this);
    }
    Map<K, V> now = get();
    return sorted ? List.copyOf(now.keySet()) : now.keySet().stream().sorted().toList();
  }

  @SuppressWarnings("unchecked") // the handlers of this lane are registered with its own types
  private static <H> H cast(Object handler) {
    return (H) handler;
  }

  @Override
  public String kind() {
    return "map";
  }

  @Override
  protected Object state() {
    return map;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(Object state) {
    map = (PersistentMap<K, V>) state;
  }
}
