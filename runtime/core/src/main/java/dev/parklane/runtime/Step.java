package dev.parklane.runtime;

/** A handler that is given nothing: what a timer runs, or a link that has been made. */
@FunctionalInterface
public interface Step {
  /**
   * Called in the agent's turn, on a virtual thread of the agent. It may sleep, wait and do I/O:
   * that holds the agent, and no carrier (law E7).
   *
   * @throws Exception to fail the cascade (law F1)
   */
  void run() throws Exception;
}
