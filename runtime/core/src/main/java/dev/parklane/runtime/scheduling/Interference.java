package dev.parklane.runtime.scheduling;

/**
 * Brings about what can go wrong, each at the moment when it could have: for a simulation. It is
 * asked on the threads of agents, in the order of what they do, and does only what users, stores or
 * other agents might have done as well, so that every law holds with it.
 */
public interface Interference {
  /**
   * A handler is about to run its first statement, or has run its last.
   *
   * @throws RuntimeException for the handler to fail with
   */
  void handles(String agent, String handler, boolean hasRun);

  /** Whether an agent ends, as if its root event, which has succeeded, had called for it. */
  boolean stops(String agent, String rootEvent);

  /**
   * Whether a message is refused, as if others had filled the mailbox before it. Only those are
   * asked for whose sender does not wait for room (law O3).
   */
  boolean fills(String agent, String message);

  /**
   * For how many nanoseconds on the clock of the plane something else keeps the agent, while what
   * is due waits in its mailbox; 0 for not at all.
   */
  long delays(String agent, String due);
}
