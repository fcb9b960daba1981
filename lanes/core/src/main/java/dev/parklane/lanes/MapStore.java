package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.store.Codec;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map lane that nobody outside the agent can reach: it takes no links.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class MapStore<K, V> extends MapLane<K, V> {
  /**
   * Declares an empty map store that keeps the order of insertion.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the map
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public MapStore(Agent agent, String name) {
    super(agent, name);
  }

  /**
   * Declares an empty store by its key.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public MapStore(Agent agent, MapLaneKey<K, V> key) {
    super(agent, key);
  }

  /**
   * Declares a map store with its first entries, as {@link MapLane#MapLane(Agent, String, Map)}
   * does.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the map
   * @param initial no null among keys and values; a copy is made
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public MapStore(Agent agent, String name, Map<? extends K, ? extends V> initial) {
    super(agent, name, initial);
  }

  /**
   * Declares a map store by its key, with its first entries, as {@link MapLane#MapLane(Agent,
   * String, Map)} does.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @param initial no null among keys and values; a copy is made
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public MapStore(Agent agent, MapLaneKey<K, V> key, Map<? extends K, ? extends V> initial) {
    super(agent, key, initial);
  }

  private MapStore(
      Agent agent,
      MapLaneKey<K, V> key,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    super(agent, key, order, initial);
  }

  private MapStore(
      Agent agent,
      String name,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    super(agent, name, order, initial);
  }

  /**
   * Declares an empty map store that keeps its keys in natural order.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the map
   * @return empty, and without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K extends Comparable<? super K>, V> MapStore<K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty map store that keeps its keys in this order.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the map
   * @param order also says which keys are equal; with a store it is consistent with {@code equals}
   * @return empty, and without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> MapStore<K, V> sorted(
      Agent agent, String name, Comparator<? super K> order) {
    return sorted(agent, name, order, Map.of());
  }

  /**
   * Declares a map store that keeps its keys in this order, with its first entries, as {@link
   * MapLane#MapLane(Agent, String, Map)} has them.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it a store keeps the map
   * @param order also says which keys are equal; with a store it is consistent with {@code equals}
   * @param initial no null among keys and values; a copy is made
   * @return without a codec
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> MapStore<K, V> sorted(
      Agent agent,
      String name,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    return new MapStore<>(agent, name, requireOrder(order, name), initial);
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
  public static <K extends Comparable<? super K>, V> MapStore<K, V> sorted(
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
  public static <K, V> MapStore<K, V> sorted(
      Agent agent, MapLaneKey<K, V> key, Comparator<? super K> order) {
    return sorted(agent, key, order, Map.of());
  }

  /**
   * Declares one by its key, in this order of its keys, with its first entries, as {@link
   * MapLane#MapLane(Agent, String, Map)} has them.
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
  public static <K, V> MapStore<K, V> sorted(
      Agent agent,
      MapLaneKey<K, V> key,
      Comparator<? super K> order,
      Map<? extends K, ? extends V> initial) {
    return new MapStore<>(agent, key, requireOrder(order, key.name()), initial);
  }

  @Override
  public MapStore<K, V> codec(Codec<K> keys, Codec<V> values) {
    super.codec(keys, values);
    return this;
  }

  @Override
  public MapStore<K, V> asTransient() {
    super.asTransient();
    return this;
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return null;
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return "it is a store, which nobody outside its agent can reach";
  }

  @Override
  public String kind() {
    return "map store";
  }
}
