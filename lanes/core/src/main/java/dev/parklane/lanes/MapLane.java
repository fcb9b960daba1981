package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.store.Codec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lane that holds a map which its agent writes, and tells its observers of every update, removal
 * and clearing. Reads and events are those of {@link KeyedLane}.
 *
 * <p>Keys keep the order of their insertion; a map that is declared {@link #sorted} keeps the order
 * of its comparator (law M8), which also says what is equal. Where the map is linked to, or kept in
 * a store, that order has to be consistent with {@code equals}.
 *
 * <p>Every write returns when all that it triggered has run (law E3), and throws {@link
 * dev.parklane.runtime.GuardException} and {@link dev.parklane.runtime.CascadeAbortedException} as
 * {@link ValueLane#set} does. Links may write to it, by {@link MapLink#put} and its like.
 *
 * <p><strong>In SwimOS</strong> a map lane is a hash map unless it is told otherwise, its handlers
 * are given the map as it is, and nothing is taken back where a handler fails. Here the order is
 * that of insertion or of a comparator, a handler is given a snapshot (law M7), and a failed
 * cascade puts the map back (law F2).
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed class MapLane<K, V> extends KeptLane<K, V> permits MapStore {
  /**
   * Declares an empty map lane that keeps the order of insertion.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public MapLane(Agent agent, String name) {
    this(agent, name, Map.of());
  }

  /**
   * Declares a map lane with its first entries, in the order of their iteration: {@code Map.of} has
   * none that stays. They trigger nothing (law V4). Where a store keeps the lane, what it holds
   * takes their place, and they come to it with the first change.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @param initial no null among keys and values; a copy is made
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public MapLane(Agent agent, String name, Map<? extends K, ? extends V> initial) {
    this(agent, name, null, initial);
  }

  MapLane(
      Agent agent,
      String name,
      @Nullable Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    super(agent, name, order, initial);
  }

  /**
   * Declares an empty map lane by its key: what comes from outside the agent is checked against its
   * types (law M9), and a store keeps it in the form of its codecs.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public MapLane(Agent agent, MapLaneKey<K, V> key) {
    this(agent, key, Map.of());
  }

  /**
   * Declares a map lane by its key, with its first entries, as {@link #MapLane(Agent, String, Map)}
   * does.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @param initial no null among keys and values; a copy is made
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public MapLane(Agent agent, MapLaneKey<K, V> key, Map<? extends K, ? extends V> initial) {
    this(agent, key, null, initial);
  }

  @SuppressWarnings("this-escape") // it is complete by then
  MapLane(
      Agent agent,
      MapLaneKey<K, V> key,
      @Nullable Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    this(agent, key.name(), order, initial);
    declare(key);
    if (codec() != null) {
      keepInStore();
    }
  }

  /**
   * Declares an empty map lane that keeps its keys in natural order.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @return empty, and without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K extends Comparable<? super K>, V> MapLane<K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty map lane that keeps its keys in this order, which also says what is equal.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @param order consistent with {@code equals} where the map is linked to or kept in a store
   * @return empty, and without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> MapLane<K, V> sorted(Agent agent, String name, Comparator<? super K> order) {
    return sorted(agent, name, order, Map.of());
  }

  /**
   * Declares a map lane that keeps its keys in this order, with its first entries, as {@link
   * #MapLane(Agent, String, Map)} has them.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @param order consistent with {@code equals} where the map is linked to or kept in a store
   * @param initial no null among keys and values; a copy is made
   * @return without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> MapLane<K, V> sorted(
      Agent agent,
      String name,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    return new MapLane<>(agent, name, requireOrder(order, name), initial);
  }

  /**
   * Declares an empty one by its key, in natural order of its keys.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @return empty
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public static <K extends Comparable<? super K>, V> MapLane<K, V> sorted(
      Agent agent, MapLaneKey<K, V> key) {
    return sorted(agent, key, Comparator.naturalOrder());
  }

  /**
   * Declares an empty one by its key, in this order of its keys.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @param order consistent with {@code equals} where the map is linked to or kept in a store
   * @return empty
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public static <K, V> MapLane<K, V> sorted(
      Agent agent, MapLaneKey<K, V> key, Comparator<? super K> order) {
    return sorted(agent, key, order, Map.of());
  }

  /**
   * Declares one by its key, in this order of its keys, with its first entries, as {@link
   * #MapLane(Agent, String, Map)} has them.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @param order consistent with {@code equals} where the map is linked to or kept in a store
   * @param initial no null among keys and values; a copy is made
   * @return with these entries, or what the store holds
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public static <K, V> MapLane<K, V> sorted(
      Agent agent,
      MapLaneKey<K, V> key,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    return new MapLane<>(agent, key, requireOrder(order, key.name()), initial);
  }

  /**
   * Gives the form in which keys and values leave the process: with it a store can keep the lane.
   * Equal keys have to have equal bytes.
   *
   * @param keys how a key becomes bytes, and bytes a key
   * @param values how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public MapLane<K, V> codec(Codec<K> keys, Codec<V> values) {
    requireCodecs(keys, values);
    keepInStore(); // or is refused, and nothing has changed
    declareCodecs(keys, values);
    return this;
  }

  /**
   * Declares that the lane takes no part in restore: a fresh instance begins with an empty map.
   *
   * @return this lane
   */
  public MapLane<K, V> asTransient() {
    declareTransient();
    return this;
  }

  @Override
  public MapLane<K, V> onUpdate(UpdateHandler<? super K, ? super V> handler) {
    super.onUpdate(handler);
    return this;
  }

  @Override
  public MapLane<K, V> onRemove(RemoveHandler<? super K, ? super V> handler) {
    super.onRemove(handler);
    return this;
  }

  @Override
  public MapLane<K, V> onClear(ClearHandler<? super K, ? super V> handler) {
    super.onClear(handler);
    return this;
  }

  /**
   * Sets the value of a key; triggers {@code onUpdate}, for an equal value too (law M1).
   *
   * @param key not null
   * @param value not null
   * @return the value before, or null where the key was not there
   */
  public @Nullable V put(K key, V value) {
    return putKey(key, value);
  }

  /**
   * Removes a key; triggers {@code onRemove}. Where it is not there nothing happens (law M2).
   *
   * @param key not null
   * @return the value that was removed, or null where the key was not there
   */
  @Override
  public @Nullable V remove(K key) {
    return removeKey(key);
  }

  /** Removes every key; triggers one {@code onClear}, also for an empty map (law M3). */
  public void clear() {
    clearKeys();
  }

  /**
   * Sets the value of a key to what the function makes of the present one. Null stands for none, on
   * both sides: some to some is an update, some to none a removal, none to some an update without
   * previous, none to none nothing (law M4).
   *
   * @param key not null
   * @param function is called once, with the present value or null
   */
  public void compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    V before = get(key);
    Objects.requireNonNull(function, () -> "what computes the value of '" + key + "' of " + this);
    V computed = function.apply(key, before);
    if (computed != null) {
      put(key, computed);
    } else {
      remove(key);
    }
  }

  /**
   * Clears, and then puts each entry, each its own trigger (law M5).
   *
   * @param entries no null among keys and values; a copy is made first
   */
  public void replaceAll(Map<? extends K, ? extends V> entries) {
    List<Map.Entry<K, V>> copy = new ArrayList<>();
    Objects.requireNonNull(entries, () -> "the entries that replace those of " + this)
        .forEach((key, value) -> {
          requireKey(key);
          Objects.requireNonNull(value, () -> "the value of '" + key + "' of " + this);
          copy.add(Map.entry(key, value));
        });
    clear();
    for (Map.Entry<K, V> entry : copy) {
      if (isClosed()) {
        return; // by an observer
      }
      put(entry.getKey(), entry.getValue());
    }
  }

  /**
   * Keeps the first n keys in their natural order, or in the order of a sorted map, and removes the
   * others one by one, from the first to the last (law M6).
   *
   * @param n how many keys are kept; 0 or more, and more than there are keeps all
   * @throws IllegalArgumentException where n is negative
   * @throws ClassCastException where the map is not sorted and the keys have no natural order
   */
  public void take(int n) {
    removeAll(keysInOrder(n).stream().skip(n));
  }

  /**
   * Removes the first n keys in their natural order, or in the order of a sorted map, one by one
   * (law M6).
   *
   * @param n how many keys are removed; 0 or more, and more than there are removes all
   * @throws IllegalArgumentException where n is negative
   * @throws ClassCastException where the map is not sorted and the keys have no natural order
   */
  public void drop(int n) {
    removeAll(keysInOrder(n).stream().limit(n));
  }

  /** One by one, until an observer closes the lane (law F8). */
  private void removeAll(Stream<K> keys) {
    keys.takeWhile(key -> !isClosed()).forEach(this::remove);
  }

  private List<K> keysInOrder(int n) {
    if (n < 0) {
      throw new IllegalArgumentException(
          "[PL-M6] take or drop of " + n + " keys of " + this + "; give 0 or more");
    }
    Map<K, V> now = get();
    return isSorted() ? List.copyOf(now.keySet()) : now.keySet().stream().sorted().toList();
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return switch (write) {
      case LaneEvent.Update update -> {
        String why = refusesKey(update.key(), update.value());
        yield why == null ? values().refuses(update.value()) : why;
      }
      case LaneEvent.Remove remove -> refusesKey(remove.key(), "");
      case LaneEvent.Clear clear -> null;
      default -> super.refusesWrite(write);
    };
  }

  @Override
  @SuppressWarnings("unchecked") // the types are those that the link was made with
  protected void acceptWrite(LaneEvent write) {
    switch (write) {
      case LaneEvent.Update update -> put((K) update.key(), (V) update.value());
      case LaneEvent.Remove remove -> remove((K) remove.key());
      case LaneEvent.Clear clear -> clear();
      default -> super.acceptWrite(write);
    }
  }

  @Override
  public String kind() {
    return "map";
  }
}
