package dev.parklane.runtime.trace;

/**
 * Is told what agents do, in the order in which each does it. What it is told is the agent's own
 * thread, in its turn: it holds the agent up, and must neither wait nor touch agents. Several
 * agents may tell it at once.
 */
@FunctionalInterface
public interface Tracer {
  /**
   * An agent has done this.
   *
   * @param entry what was done, and who did it
   */
  void trace(TraceEntry entry);

  /**
   * Whether entries are to say what lanes and messages held, which costs a text for each. It is
   * asked as a cascade begins.
   *
   * @return false unless a tracer says otherwise
   */
  default boolean wantsValues() {
    return false;
  }

  /**
   * A handler is about to change a lane: is told on its thread, before the change. The entry comes
   * when it is known what the change comes to, which may be later, and on another thread.
   *
   * @param agent the URI
   * @param lane the name
   */
  default void changes(String agent, String lane) {}
}
