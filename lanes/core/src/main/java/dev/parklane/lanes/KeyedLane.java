package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.persistent.Edit;
import dev.parklane.runtime.persistent.PersistentMap;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lane that holds a map, whoever writes it: the agent ({@link MapLane}) or the lanes of others
 * that it is joined to ({@link JoinValueLane}, {@link JoinMapLane}).
 *
 * <p>Events: {@code onUpdate(map after, key, previous or null, value)}, {@code onRemove(map after,
 * key, previous)}, {@code onClear(map before)} (laws M1 to M3), each for all its observers in order
 * of registration. A map that is handed out is a snapshot: later writes do not change it (law M7).
 * It costs nothing to hand out, and a write costs the logarithm of the size: the state is a
 * persistent map.
 *
 * <p>Keys and values are not null, and should be immutable. Every method throws {@link
 * dev.parklane.runtime.LaneAccessException} where it is not this thread's turn in the agent (law
 * E8).
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public abstract sealed class KeyedLane<K, V> extends EntryLane<K, V> permits KeptLane, JoinLane {
  private static final int UPDATE = 0;
  private static final int REMOVE = 1;
  private static final int CLEAR = 2;

  private static final Set<String> OF_AN_ENTRY = Set.of("get", "containsKey", "put", "remove");

  private final boolean sorted;
  private PersistentMap<K, V> map; // the thread whose turn it is
  private @Nullable Edit edit; // of the map, while nobody has seen it since

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
     * @param key the key that was put
     * @param previous the value before, or null where the key was not there
     * @param value the value that it has now
     * @throws Exception what fails the cascade (law F1)
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
     * @param key the key that was removed
     * @param previous the value that was removed
     * @throws Exception what fails the cascade (law F1)
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
     * @throws Exception what fails the cascade (law F1)
     */
    void handle(Map<K, V> before) throws Exception;
  }

  /**
   * Declares it with its first entries.
   *
   * @param order null where it keeps the order of insertion
   */
  KeyedLane(
      Agent agent,
      String name,
      @Nullable Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    super(agent, name);
    sorted = order != null;
    map = entries(name, order, initial);
  }

  private static <K, V> PersistentMap<K, V> entries(
      String lane, @Nullable Comparator<? super K> order, Map<? extends K, ? extends V> initial) {
    PersistentMap<K, V> map =
        order == null ? PersistentMap.insertionOrdered() : PersistentMap.sorted(order);
    Objects.requireNonNull(initial, () -> "the first entries of lane '" + lane + "'");
    for (Map.Entry<? extends K, ? extends V> entry : initial.entrySet()) {
      K key = Objects.requireNonNull(entry.getKey(), () -> "a first key of lane '" + lane + "'");
      V value =
          Objects.requireNonNull(
              entry.getValue(), () -> "the first value of '" + key + "' of lane '" + lane + "'");
      map = map.with(key, value);
    }
    return map;
  }

  final boolean isSorted() {
    return sorted;
  }

  // The next three are overridden in MapLane and in JoinLane, to return what those are: said here,
  // it would be a parameter more of KeyedLane and of MapLane, which users write with two.

  /**
   * Registers a handler for each update of a key. Agent's constructor, or its turn.
   *
   * @param handler is called also where the value is equal to the one before
   * @return this lane
   */
  public KeyedLane<K, V> onUpdate(UpdateHandler<? super K, ? super V> handler) {
    observe("onUpdate", UPDATE, handler);
    return this;
  }

  /**
   * Registers a handler for each removal of a key.
   *
   * @param handler is not called for keys that a clearing takes away
   * @return this lane
   */
  public KeyedLane<K, V> onRemove(RemoveHandler<? super K, ? super V> handler) {
    observe("onRemove", REMOVE, handler);
    return this;
  }

  /**
   * Registers a handler for each clearing of the map.
   *
   * @param handler is called once for a clearing, whatever the number of keys
   * @return this lane
   */
  public KeyedLane<K, V> onClear(ClearHandler<? super K, ? super V> handler) {
    observe("onClear", CLEAR, handler);
    return this;
  }

  /**
   * The map now, as a snapshot that cannot be modified (law M7).
   *
   * @return in the order of the keys; later writes do not change it
   */
  public Map<K, V> get() {
    reading();
    return map();
  }

  @Override
  protected Element argument(String method, int index) {
    if (!OF_AN_ENTRY.contains(method)) {
      return Element.UNKNOWN;
    }
    return index == 0 ? keys() : values();
  }

  /** What is declared, or else the class that it has in the first entry, if there is one. */
  @Override
  protected @Nullable Class<?> argumentType(String method, int index) {
    Class<?> declared = argument(method, index).type();
    if (declared != null || map.isEmpty() || !OF_AN_ENTRY.contains(method)) {
      return declared;
    }
    Map.Entry<K, V> first = map.entrySet().iterator().next();
    return (index == 0 ? first.getKey() : first.getValue()).getClass();
  }

  /**
   * The value of a key.
   *
   * @param key not null
   * @return null where the key is not there
   */
  public @Nullable V get(K key) {
    requireKey(key);
    reading();
    return find(key);
  }

  /**
   * Whether the key is there.
   *
   * @param key not null
   * @return false where it was never put, or has been removed
   */
  public boolean containsKey(K key) {
    requireKey(key);
    reading();
    return has(key);
  }

  /**
   * Removes a key; triggers {@code onRemove}. Where it is not there nothing happens (law M2). A
   * join refuses to where one of its links tells the entry.
   *
   * @param key not null
   * @return the value that was removed, or null where the key was not there
   */
  public abstract @Nullable V remove(K key);

  /**
   * How many keys are there.
   *
   * @return 0 or more
   */
  public int size() {
    reading();
    return map.size();
  }

  /**
   * Whether no key is there.
   *
   * @return whether {@link #size} is 0
   */
  public boolean isEmpty() {
    return size() == 0;
  }

  static <K> Comparator<? super K> requireOrder(Comparator<? super K> order, String lane) {
    return Objects.requireNonNull(order, () -> "the order of the keys of lane '" + lane + "'");
  }

  final boolean has(K key) {
    return find(key) != null;
  }

  private @Nullable V find(K key) {
    return SortedKeys.find(map, key, this);
  }

  /** The map for others to see: no write changes it any more. */
  final PersistentMap<K, V> map() {
    if (edit != null) {
      edit = null;
      map = map.handedOut();
    }
    return map;
  }

  final void restoreMap(PersistentMap<K, V> before) {
    edit = null;
    map = before;
  }

  /** Where a handler gets the map, or the key is to have another place, it is a map of its own. */
  private PersistentMap<K, V> with(K key, V value, boolean last) {
    if (last || isObserved()) {
      PersistentMap<K, V> seen = map();
      return SortedKeys.with(last ? seen.without(key) : seen, key, value, this);
    }
    Edit own = edit;
    if (own == null) {
      own = new Edit();
      edit = own;
    }
    return SortedKeys.with(map, key, value, own, this);
  }

  final @Nullable V putKey(K key, V value) {
    return putKey(key, value, false);
  }

  /** An update of a key that, where it is there already, comes behind all others all the same. */
  final void putKeyLast(K key, V value) {
    putKey(key, value, true);
  }

  private @Nullable V putKey(K key, V value, boolean last) {
    requireKey(key);
    Objects.requireNonNull(value, () -> "the value of '" + key + "' of " + this);
    changing();
    V previous = find(key);
    PersistentMap<K, V> after = with(key, value, last);
    map = after;
    if (isFollowed()) {
      if (last && previous != null) {
        publish(new LaneEvent.Remove(key)); // so that its copies have it last too (law M8)
      }
      publish(new LaneEvent.Update(key, value, last || previous == null));
    }
    trigger(
        UPDATE,
        observer -> {
          UpdateHandler<K, V> handler = cast(observer.handler());
          handler.handle(after, key, previous, value);
        });
    return previous;
  }

  final @Nullable V removeKey(K key) {
    requireKey(key);
    reading();
    V previous = find(key);
    if (previous == null) {
      return null;
    }
    changing();
    PersistentMap<K, V> after = map().without(key);
    map = after;
    if (isFollowed()) {
      publish(new LaneEvent.Remove(key));
    }
    trigger(
        REMOVE,
        observer -> {
          RemoveHandler<K, V> handler = cast(observer.handler());
          handler.handle(after, key, previous);
        });
    return previous;
  }

  final void clearKeys() {
    changing();
    PersistentMap<K, V> before = map();
    map = before.cleared();
    if (isFollowed()) {
      publish(new LaneEvent.Clear());
    }
    trigger(
        CLEAR,
        observer -> {
          ClearHandler<K, V> handler = cast(observer.handler());
          handler.handle(before);
        });
  }

  @SuppressWarnings("unchecked") // the handlers of this lane are registered with its own types
  private static <H> H cast(Object handler) {
    return (H) handler;
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return LinkForm.MAP;
  }

  @Override
  protected final Object sync() {
    return map();
  }
}
