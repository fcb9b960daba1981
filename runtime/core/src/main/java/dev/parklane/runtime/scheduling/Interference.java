package dev.parklane.runtime.scheduling;

/**
 * Brings about what can go wrong, each at the moment when it could have: for a simulation. It is
 * asked on the threads of agents, in the order of what they do, and does only what users, stores or
 * other agents might have done as well, so that every law holds with it.
 */
public interface Interference {
  /**
   * Is told that a handler is about to run its first statement, or has run its last.
   *
   * @param agent the agent's URI
   * @param handler as in {@code accumulate.onEvent}
   * @param hasRun whether it has run its last statement
   * @throws RuntimeException for the handler to fail with
   */
  void handles(String agent, String handler, boolean hasRun);

  /**
   * {@return whether an agent ends, as if its root event, which has succeeded, had called for it}
   *
   * @param agent the agent's URI
   * @param rootEvent as in {@code addName.onCommand}
   */
  boolean stops(String agent, String rootEvent);

  /**
   * {@return whether a message is refused, as if others had filled the mailbox before it} Only
   * those are asked for whose sender does not wait for room (law O3).
   *
   * @param agent the agent's URI
   * @param message what it is for: as a rule the name of a lane
   */
  boolean fills(String agent, String message);

  /**
   * {@return for how many nanoseconds on the clock of the plane something else keeps the agent,
   * while what is due waits in its mailbox; 0 for not at all}
   *
   * @param agent the agent's URI
   * @param due what waits first in the mailbox, as in {@code addName.onCommand}
   */
  long delays(String agent, String due);

  /**
   * Is told that suspended work is about to run its first statement, or has run its last, on the
   * thread of the work, which it may hold.
   *
   * @param agent the agent's URI
   * @param work what the work is called; {@code suspended} where it has no name
   * @param hasRun whether it has run its last statement
   * @throws InterruptedException where the work was interrupted meanwhile
   */
  default void works(String agent, String work, boolean hasRun) throws InterruptedException {}
}
