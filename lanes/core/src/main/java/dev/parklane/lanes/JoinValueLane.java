package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.MapLaneKey;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane that joins value lanes of other agents into one map, one link per key: each event of the
 * linked lane is an update of its key (law J2). Reads and events are those of {@link KeyedLane}.
 *
 * <p>Its links, and what they have told, are not kept in a store: make them in {@code onStart}.
 *
 * <p><strong>In SwimOS</strong> the joined map is a hash map. Here it has the order in which the
 * keys came (law M8), what a link tells is a cascade of its own that is rolled back where a handler
 * fails, and a join that is slow costs at most the latest value of each key (law J6).
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class JoinValueLane<K, V> extends JoinLane<K, K, V, JoinValueLane<K, V>> {
  private final Agent agent;

  /**
   * Declares an empty join lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public JoinValueLane(Agent agent, String name) {
    this(agent, name, null);
  }

  /**
   * Declares a join by its key. Its links and keys are the same, and its values those of the lanes
   * that it links to.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public JoinValueLane(Agent agent, MapLaneKey<K, V> key) {
    this(agent, key.name());
    declare(key);
  }

  private JoinValueLane(Agent agent, String name, @Nullable Comparator<? super K> order) {
    super(agent, name, order);
    this.agent = agent;
  }

  /**
   * Declares an empty join lane that keeps its keys in natural order (law M8).
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K extends Comparable<? super K>, V> JoinValueLane<K, V> sorted(
      Agent agent, String name) {
    return sorted(agent, name, Comparator.naturalOrder());
  }

  /**
   * Declares an empty join lane that keeps its keys in this order, which has to be consistent with
   * {@code equals}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @param order consistent with {@code equals}
   * @return empty, and without links
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public static <K, V> JoinValueLane<K, V> sorted(
      Agent agent, String name, Comparator<? super K> order) {
    return new JoinValueLane<>(agent, name, requireOrder(order, name));
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
  public static <K extends Comparable<? super K>, V> JoinValueLane<K, V> sorted(
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
  public static <K, V> JoinValueLane<K, V> sorted(
      Agent agent, MapLaneKey<K, V> key, Comparator<? super K> order) {
    JoinValueLane<K, V> lane = sorted(agent, key.name(), order);
    lane.declare(key);
    return lane;
  }

  /**
   * Links a key to a lane. Where the key is linked already nothing happens (law J2).
   *
   * @param key whose value the lane gives; not null
   * @param lane a value lane or a demand lane of any agent
   * @return whether it was not
   * @throws IllegalArgumentException where it is this lane itself
   * @throws dev.parklane.runtime.NoRouteException where no route matches the URI
   */
  public boolean link(K key, LaneRef<V> lane) {
    requireKey(key);
    Objects.requireNonNull(lane, () -> "the lane that '" + key + "' of " + this + " links");
    changing();
    requireOther(key, lane);
    if (isLinked(key)) {
      return false;
    }
    ValueLink<V> link = new ValueLink<>(agent, lane);
    open(key, link.onSynced(value -> putKey(key, value)).onEvent(value -> putKey(key, value)));
    return true;
  }

  /**
   * Links a key to a lane in place of what it was linked to: that link is ended, if it is there,
   * and the entry of the key is removed, as {@link #unlinkAndDelete} does.
   *
   * @param key whose value the lane gives; not null
   * @param lane a value lane or a demand lane of any agent
   * @return whether it is linked to that lane now: not where an observer of the removal has linked
   *     the key itself
   * @throws IllegalArgumentException where it is this lane itself; nothing is changed then
   */
  public boolean relink(K key, LaneRef<V> lane) {
    requireKey(key);
    Objects.requireNonNull(lane, () -> "the lane that '" + key + "' of " + this + " links");
    requireOther(key, lane);
    unlinkAndDelete(key);
    return link(key, lane);
  }

  /**
   * Removes the entry that a link has left which was given up (law J5); triggers {@code onRemove}.
   * Where the key is not there nothing happens (law M2).
   *
   * @param key not null
   * @return the value that was removed; null where the key was not there
   * @throws IllegalStateException where the key is linked: {@link #unlinkAndDelete} ends its link
   */
  @Override
  public @Nullable V remove(K key) {
    requireKey(key);
    changing();
    requireUntold(key, key);
    return removeKey(key);
  }

  @Override
  JoinValueLane<K, V> self() {
    return this;
  }

  @Override
  Element ofLinks() {
    return keys();
  }

  @Override
  void requireLink(K key) {
    requireKey(key);
  }

  @Override
  void release(K key, boolean delete) {
    if (delete) {
      removeKey(key);
    }
  }

  @Override
  public String kind() {
    return "join-value";
  }
}
