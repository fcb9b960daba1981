package dev.parklane.lanes.action;

import dev.parklane.lanes.KeyedLane;
import dev.parklane.runtime.Agent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function that makes an action of an update: see {@link HandlerContext#updateHandler}.
 *
 * @param <A> the class of the agents that the action is for
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface UpdateFunction<A extends Agent, K, V> {
  /**
   * Called with what {@link KeyedLane.UpdateHandler#handle} is called with; does not give null.
   *
   * @param map the map after the update
   * @param key the key that was put
   * @param previous the value before, or null where the key was not there
   * @param value the value that it has now
   * @return is run at once; not null
   */
  HandlerAction<A, ?> action(Map<K, V> map, K key, @Nullable V previous, V value);
}
