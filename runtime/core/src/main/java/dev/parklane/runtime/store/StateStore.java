package dev.parklane.runtime.store;

import dev.parklane.clock.Experimental;
import java.util.List;

/**
 * A keeper of the state of agents beyond their lives, whole cascades at a time (law F2).
 *
 * <p>An agent is known by the text of its URI. A plane loads it before {@code onStart} (laws L1, V4
 * and F3) and commits once at the end of each cascade that changed something kept. The loads and
 * commits of one agent come one after the other, with all that the earlier did visible to the
 * later; those of different agents come at once, on any threads. Each may block: it holds its
 * agent, and no other. Whether a store does all that, the {@code StateStoreContract} of the testkit
 * checks.
 */
@Experimental
public interface StateStore {
  /**
   * {@return what is kept of an agent now, whole cascades only} Of an agent that nothing is kept
   * of, no lanes.
   *
   * @param agent its URI, in canonical form
   * @throws RuntimeException where it cannot be read: then the agent does not start
   */
  SavedState load(String agent);

  /**
   * Keeps all of these changes or none, in this order: the changes of one cascade. When it returns,
   * they are kept.
   *
   * @param agent its URI, in canonical form
   * @param changes the caller's again when this returns; the arrays in them are handed over
   * @throws IllegalStateException where a change needs the lane in the other form than the one it
   *     is kept in at that point; a lane that was dropped earlier in the list has none
   * @throws RuntimeException where they could not be kept. Whatever comes out of here, errors
   *     included: none of the changes is kept, and the cascade fails (law F2)
   */
  void commit(String agent, List<StateChange> changes);
}
