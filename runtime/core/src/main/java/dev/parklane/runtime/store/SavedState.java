package dev.parklane.runtime.store;

import dev.parklane.clock.Experimental;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one agent, as of one point between cascades.
 *
 * <p>It is read by one thread at a time, before the agent's next commit; what it says after that is
 * up to the store. Nobody changes the arrays that it gives out.
 */
@Experimental
public interface SavedState {
  /** {@return the names of the lanes that are kept, in either form, in any order} */
  Set<String> lanes();

  /**
   * {@return the value of a lane, or null where the lane is not kept}
   *
   * @param lane the name of the lane
   * @throws IllegalStateException where the lane is kept as a map
   */
  byte @Nullable [] value(String lane);

  /**
   * Calls {@code each} with every key of a lane and its value, each key once; not at all where the
   * lane is not kept or is empty. They come <b>in any order</b>: a lane that has one keeps what it
   * takes to restore it (law M8) in its keys or values.
   *
   * @param lane the name of the lane
   * @param each called with the key and the value, on the calling thread
   * @throws IllegalStateException where the lane is kept as a value
   */
  void entries(String lane, BiConsumer<byte[], byte[]> each);

  /**
   * {@return the names of the steps that are marked as done (law F10), in the order of their marks}
   * There are some only where the last commit was made in the middle of a root event: its plane has
   * crashed there, or the store refused the commit that ends it.
   */
  Set<String> steps();
}
