package dev.parklane.lanes.action;

import dev.parklane.lanes.KeyedLane;
import dev.parklane.runtime.Agent;
import java.util.Map;

/**
 * A function that makes an action of a removal: see {@link HandlerContext#removeHandler}.
 *
 * @param <A> the class of the agents that the action is for
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface RemoveFunction<A extends Agent, K, V> {
  /**
   * Called with what {@link KeyedLane.RemoveHandler#handle} is called with; does not give null.
   *
   * @param map the map after the removal
   * @param key the key that was removed
   * @param previous the value that was removed
   * @return is run at once; not null
   */
  HandlerAction<A, ?> action(Map<K, V> map, K key, V previous);
}
