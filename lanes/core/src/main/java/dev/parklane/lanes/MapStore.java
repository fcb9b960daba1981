package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.store.Codec;
import java.util.Comparator;
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

  private MapStore(Agent agent, String name, Comparator<? super K> order) {
    super(agent, name, order);
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
    return new MapStore<>(agent, name, order);
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
