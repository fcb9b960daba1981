package dev.parklane.testkit;

/**
 * What a simulation, and whatever is built on one, passes over where that is said (law Q1): {@link
 * Simulation#allow}.
 */
public enum Leniency {
  /** Cascades that fail with something else than an {@link AssertionError}. */
  FAILED_CASCADES,
  /** Dead letters of planes that have no observer of their own for them. */
  DEAD_LETTERS,
  /** Handlers that have begun and not ended, as they wait for something, or sleep on the clock. */
  PARKED_HANDLERS,
  /** Suspended work that has not ended. */
  SUSPENDED_WORK,
  /** Threads that the simulation does not control, and that wake agents. */
  STRANGERS
}
