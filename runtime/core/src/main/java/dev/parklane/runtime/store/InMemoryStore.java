package dev.parklane.runtime.store;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A store in the heap: what it keeps survives the agent, not the process.
 *
 * <p>What is kept of an agent is one object that never changes. A commit makes another, which
 * shares with it what the changes leave alone, and puts it in its place in one step: a load sees
 * all of a commit or nothing of it, also when both come at once, and a commit that throws, for want
 * of memory too, has changed nothing (law F2). A load takes constant time; a commit takes time and
 * space proportional to its changes, times the logarithm of the entries that their lanes have.
 * Neither blocks.
 *
 * <p>Beyond what {@link StateStore} asks for: any thread may call anything at any time; what {@link
 * #load} gave stays as it is for good; entries come in the order of the bytes of their keys,
 * unsigned, and lanes in the order of their names (law E10).
 */
public final class InMemoryStore implements StateStore {
  // any thread; of agents that something is kept of, and nothing empty
  private final ConcurrentHashMap<String, KeptState> agents = new ConcurrentHashMap<>();

  /** A store that keeps nothing yet. */
  public InMemoryStore() {}

  @Override
  public SavedState load(String agent) {
    KeptState kept = agents.get(agent);
    return kept == null ? KeptState.empty(agent) : kept;
  }

  @Override
  public void commit(String agent, List<StateChange> changes) {
    KeptState before;
    KeptState after;
    do {
      before = agents.get(agent);
      after = (before == null ? KeptState.empty(agent) : before).with(changes);
    } while (!replace(agent, before, after));
  }

  /** Whether {@code before} was kept until now; then {@code after} is. */
  private boolean replace(String agent, @Nullable KeptState before, KeptState after) {
    if (before == null) {
      return after.isEmpty() || agents.putIfAbsent(agent, after) == null;
    }
    return after.isEmpty() ? agents.remove(agent, before) : agents.replace(agent, before, after);
  }

  /** {@return the number of agents of which something is kept} */
  public int agents() {
    return agents.size();
  }

  /**
   * Keeps nothing of an agent any more. Does nothing where nothing is kept.
   *
   * @param agent its URI, in canonical form
   */
  public void forget(String agent) {
    agents.remove(agent);
  }
}
