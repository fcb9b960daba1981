package dev.parklane.lanes;

import dev.parklane.lanes.KeyedLane.ClearHandler;
import dev.parklane.lanes.KeyedLane.RemoveHandler;
import dev.parklane.lanes.KeyedLane.UpdateHandler;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.persistent.PersistentMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link to a map lane, a demand-map lane or a join lane of another agent (law J1).
 *
 * <p>Told, in this order: {@code onLinked}; {@code onSynced(map)}; then {@code onUpdate(map after,
 * key, previous or null, value)}, {@code onRemove(map after, key, previous)}, {@code onClear(map
 * before)}; {@code onUnlinked} or {@code onFailed(cause)} at the end. What is told of a key is what
 * held between two cascades of the lane's agent; where this agent is slow, the latest of each key,
 * in the place of the first (law J6). A key that was removed and put again is told as a removal and
 * then as an update, behind all others that came meanwhile. Each is a root event of this agent.
 *
 * <p>It keeps the map as it was told: {@link #get}. Maps are snapshots (law M7). The map has the
 * order that the lane had at the end of the cascade that was told last, also where the lane is
 * sorted, or the order that the link was declared with (law M8). A link that has not been told the
 * state ({@link #linkOnly}) knows of no order but that in which keys were told.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class MapLink<K, V> extends StateLink<Map<K, V>, MapLink<K, V>> {
  private final MapLaneRef<K, V> to;
  private final List<UpdateHandler<K, V>> update = new ArrayList<>(); // before it is opened
  private final List<RemoveHandler<K, V>> remove = new ArrayList<>(); // before it is opened
  private final List<ClearHandler<K, V>> clear = new ArrayList<>(); // before it is opened

  private final @Nullable PersistentMap<K, V> sorted; // empty, where an order was declared

  private volatile PersistentMap<K, V> map; // written in the turn of its agent

  /**
   * A link of this agent to a lane, not opened, whose map has the order of the lane (law M8).
   *
   * @param host the agent that is told, whose constructor or turn this is
   * @param lane a map lane, a demand-map lane or a join lane of any agent; it need not be there yet
   */
  public MapLink(Agent host, MapLaneRef<K, V> lane) {
    this(host, lane, null);
  }

  private MapLink(Agent host, MapLaneRef<K, V> lane, @Nullable PersistentMap<K, V> sorted) {
    super(host, requireLane(host, lane).values(), LinkForm.MAP);
    to = lane;
    this.sorted = sorted;
    map = empty();
  }

  /**
   * A link of this agent to a lane, not opened, whose map keeps its keys in natural order, whatever
   * order the lane has (law M8).
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param host the agent that is told, whose constructor or turn this is
   * @param lane a map lane, a demand-map lane or a join lane of any agent; it need not be there yet
   * @return not opened, with an empty map
   */
  public static <K extends Comparable<? super K>, V> MapLink<K, V> sorted(
      Agent host, MapLaneRef<K, V> lane) {
    return sorted(host, lane, Comparator.naturalOrder());
  }

  /**
   * A link of this agent to a lane, not opened, whose map keeps its keys in this order, whatever
   * order the lane has (law M8). It has to be consistent with {@code equals}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param host the agent that is told, whose constructor or turn this is
   * @param lane a map lane, a demand-map lane or a join lane of any agent; it need not be there yet
   * @param order of the keys; consistent with {@code equals}
   * @return not opened, with an empty map
   */
  public static <K, V> MapLink<K, V> sorted(
      Agent host, MapLaneRef<K, V> lane, Comparator<? super K> order) {
    Objects.requireNonNull(order, () -> "the order of the keys of a link to " + lane);
    return new MapLink<>(host, lane, PersistentMap.sorted(order));
  }

  /** In the order of this state, unless another was declared. */
  @SuppressWarnings("unchecked") // it is empty, and each key that comes in has been checked
  private PersistentMap<K, V> emptyLike(@Nullable Object state) {
    return sorted == null && state instanceof PersistentMap<?, ?> told
        ? (PersistentMap<K, V>) told.cleared()
        : empty();
  }

  private PersistentMap<K, V> empty() {
    return sorted == null ? PersistentMap.insertionOrdered() : sorted;
  }

  @Override
  MapLink<K, V> self() {
    return this;
  }

  /**
   * Registers a handler for each update of a key that comes after the state.
   *
   * @param handler is called with the map of this link, after the update
   * @return this link
   */
  public MapLink<K, V> onUpdate(UpdateHandler<K, V> handler) {
    register(update, handler);
    return this;
  }

  /**
   * Registers a handler for each removal of a key.
   *
   * @param handler is called with the map of this link, after the removal
   * @return this link
   */
  public MapLink<K, V> onRemove(RemoveHandler<K, V> handler) {
    register(remove, handler);
    return this;
  }

  /**
   * Registers a handler for each clearing of the map.
   *
   * @param handler is called with the map of this link, before the clearing
   * @return this link
   */
  public MapLink<K, V> onClear(ClearHandler<K, V> handler) {
    register(clear, handler);
    return this;
  }

  /**
   * The map as it was told last, as a snapshot. Any thread.
   *
   * @return empty where it was told nothing since it was made; cannot be modified
   */
  public Map<K, V> get() {
    return map;
  }

  /**
   * Sets the value of a key at the other end, when this cascade has succeeded (law O1).
   *
   * @param key not null
   * @param value not null
   * @throws IllegalStateException where the link is not open
   */
  public void put(K key, V value) {
    Objects.requireNonNull(key, () -> "a key for " + this);
    Objects.requireNonNull(value, () -> "a value for " + this);
    write(new LaneEvent.Update(key, value, false));
  }

  /**
   * Removes a key at the other end, when this cascade has succeeded (law O1).
   *
   * @param key not null
   */
  public void remove(K key) {
    write(new LaneEvent.Remove(Objects.requireNonNull(key, () -> "a key for " + this)));
  }

  /** Removes every key at the other end, when this cascade has succeeded (law O1). */
  public void clear() {
    write(new LaneEvent.Clear());
  }

  @Override
  protected Object state() {
    return map;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    map = (PersistentMap<K, V>) Objects.requireNonNull(state);
  }

  @Override
  protected void forget() {
    map = empty();
  }

  @Override
  protected void synced(@Nullable Object state) throws Exception {
    PersistentMap<K, V> told = emptyLike(state);
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) Objects.requireNonNull(state)).entrySet()) {
      K key = to.keys().cast(entry.getKey());
      told = SortedKeys.with(told, key, to.values().cast(entry.getValue()), this);
    }
    PersistentMap<K, V> all = told;
    map = all;
    tellOfState(all);
  }

  @Override
  protected void told(LaneEvent told, boolean tell) throws Exception {
    switch (told) {
      case LaneEvent.Update updated ->
          update(to.keys().cast(updated.key()), to.values().cast(updated.value()), tell);
      case LaneEvent.Remove removed -> remove(to.keys().cast(removed.key()), tell);
      case LaneEvent.Clear cleared -> clear(tell);
      default -> throw new IllegalArgumentException(told + " is no event of a map lane");
    }
  }

  private void update(K key, V value, boolean tell) throws Exception {
    V previous = SortedKeys.find(map, key, this);
    PersistentMap<K, V> after = SortedKeys.with(map, key, value, this);
    map = after;
    if (tell) {
      each(update, handler -> handler.handle(after, key, previous, value));
    }
  }

  private void remove(K key, boolean tell) throws Exception {
    V previous = SortedKeys.find(map, key, this);
    if (previous == null) {
      return; // nothing that this link knows of (law M2)
    }
    PersistentMap<K, V> after = map.without(key);
    map = after;
    if (tell) {
      each(remove, handler -> handler.handle(after, key, previous));
    }
  }

  private void clear(boolean tell) throws Exception {
    PersistentMap<K, V> before = map;
    map = before.cleared();
    if (tell) {
      each(clear, handler -> handler.handle(before));
    }
  }
}
