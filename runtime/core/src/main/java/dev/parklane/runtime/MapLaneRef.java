package dev.parklane.runtime;

/**
 * A map lane of another agent, with the types of its keys and values: to link to. Neither the agent
 * nor the lane need exist. Immutable; any thread.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param keys the lane, for its keys
 * @param values the lane, for its values
 */
public record MapLaneRef<K, V>(LaneRef<K> keys, LaneRef<V> values) {
  /** As in {@code lane 'airports' of /nation}. */
  @Override
  public String toString() {
    return values.toString();
  }
}
