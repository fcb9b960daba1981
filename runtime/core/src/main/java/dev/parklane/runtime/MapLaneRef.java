package dev.parklane.runtime;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map lane of another agent, with the types of its keys and values: to read, to write to, and to
 * link to. Neither the agent nor the lane need exist. Immutable; any thread.
 *
 * <p>A read comes by an ask, as {@link LaneRef#get} says; a write is a message, as {@link
 * LaneRef#set} says, and triggers at the lane what the method of its name there does.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param keys the lane, for its keys
 * @param values the lane, for its values
 */
public record MapLaneRef<K, V>(LaneRef<K> keys, LaneRef<V> values) {
  /**
   * {@return the map that the lane holds, which later writes do not change (law M7)}
   *
   * @throws IllegalArgumentException where the lane holds no map
   * @throws AgentFailedException where there is no such lane
   * @throws ClassCastException where a key or a value is of another type
   * @throws IllegalStateException where the agent lives elsewhere: link to the lane there
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  @SuppressWarnings("unchecked") // each was looked at
  public Map<K, V> get() throws InterruptedException {
    Map<?, ?> map = read();
    map.forEach((key, value) -> {
      keys.cast(key);
      values.cast(value);
    });
    return (Map<K, V>) map;
  }

  /**
   * {@return the value of a key, null where it is not there}
   *
   * @param key not null
   * @throws IllegalArgumentException where the lane holds no map
   * @throws AgentFailedException where there is no such lane
   * @throws ClassCastException where the value is of another type, or the lane is sorted and the
   *     key is of a type that it cannot compare
   * @throws IllegalStateException where the agent lives elsewhere: link to the lane there
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public @Nullable V get(K key) throws InterruptedException {
    requireKey(key);
    Object value = find(read(), key);
    return value == null ? null : values.cast(value);
  }

  private @Nullable Object find(Map<?, ?> map, Object key) {
    try {
      return map.get(key);
    } catch (ClassCastException e) { // of its order, where it is sorted
      throw Element.notComparable(key, map, this, e);
    }
  }

  private Map<?, ?> read() throws InterruptedException {
    Object map = values.agent().read(values.name(), LinkForm.MAP);
    return (Map<?, ?>) Objects.requireNonNull(map, this::toString);
  }

  /**
   * Sets the value of a key.
   *
   * @param key not null
   * @param value not null
   */
  public void put(K key, V value) {
    Objects.requireNonNull(value, () -> "the value of '" + key + "' for " + this);
    values.write(new LaneEvent.Update(requireKey(key), value, false));
  }

  /**
   * Removes a key; does nothing where it is not there when its turn comes.
   *
   * @param key not null
   */
  public void remove(K key) {
    values.write(new LaneEvent.Remove(requireKey(key)));
  }

  /** Removes every key. */
  public void clear() {
    values.write(new LaneEvent.Clear());
  }

  private K requireKey(K key) {
    return Objects.requireNonNull(key, () -> "a key for " + this);
  }

  /** As in {@code lane 'airports' of /nation}. */
  @Override
  public String toString() {
    return values.toString();
  }
}
