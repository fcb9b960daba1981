package dev.parklane.runtime.scheduling;

/** What a lock-step scheduler is for: the work of one agent, stretch by stretch. */
public interface AgentWork {
  /** {@return the name of the scope and of the threads that have no better one: the agent's URI} */
  String name();

  /**
   * Runs the owner's part with the scoped values that every thread of the agent shall inherit.
   *
   * @param owner the part to run, once, on the calling thread
   */
  void bind(Runnable owner);

  /**
   * Does the work that there is, on the root thread, and returns when none is left.
   *
   * @param scheduler the one whose root thread calls this
   */
  void run(LockStepScheduler scheduler);

  /**
   * Ends the stretch, unless work has come meanwhile. On the root thread where that may {@link
   * #mayRest() rest}, else on the owner's.
   *
   * @return false where work has come, and the stretch goes on
   */
  boolean end();

  /**
   * {@return whether threads of the agent may stay for what comes next; asked on the root thread,
   * before the stretch ends there}
   */
  default boolean mayRest() {
    return false;
  }

  /**
   * A thread of the agent does not leave its carrier: it computes, or blocks where it cannot be
   * taken off. Called by a watch while it does, once for each time.
   *
   * @param nanos for how long so far
   */
  default void keepsCarrier(long nanos) {}

  /**
   * It cannot be done: ends the agent, and tells whoever waits for it (law E13). Called at most
   * once, in place of the end of the stretch, when no other thread of the agent is left.
   *
   * @param cause what has failed, so often that it is not tried again
   */
  void giveUp(Throwable cause);
}
