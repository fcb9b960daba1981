package dev.parklane.runtime.scheduling;

/** What a running handler has around it, for code that knows nothing of agents. */
public interface Surroundings {
  /** Bound in every handler of an agent, and in what it forks. */
  ScopedValue<Surroundings> CURRENT = ScopedValue.newInstance();

  /**
   * A lane of the agent whose handler runs on the calling thread.
   *
   * @throws IllegalStateException where no handler runs on it
   * @throws IllegalArgumentException where the agent has no lane of that name
   */
  Object lane(String name);

  /** What that lane takes an argument of one of its methods for, given without Java's types. */
  Object fit(String lane, String method, int index, Object argument);
}
