package dev.parklane.runtime;

/** A handler that is given nothing: what a timer runs, or a link that has been made. */
@FunctionalInterface
public interface Step {
  /**
   * Gives a step a name, in place of {@code scheduled}: in traces, reports, dumps and recordings it
   * is called {@code remind.scheduled} then.
   *
   * <pre>{@code
   * after(Duration.ofMinutes(10), Step.named("time-out", () -> cancel("it was not paid in time")));
   * }</pre>
   *
   * @param name is not blank
   * @param step what is done
   * @return does the same
   * @throws IllegalArgumentException where the name is blank
   */
  static Step named(String name, Step step) {
    return new NamedStep(name, step);
  }

  /**
   * Called in the agent's turn, on a virtual thread of the agent. It may sleep, wait and do I/O:
   * that holds the agent, and no carrier (law E7).
   *
   * @throws Exception to fail the cascade (law F1)
   */
  void run() throws Exception;
}
