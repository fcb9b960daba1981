package dev.parklane.runtime;

/**
 * What is asked of an agent: code that runs in its turn and answers.
 *
 * @param <A> the type of the agent
 * @param <R> the type of the answer
 */
@FunctionalInterface
public interface Question<A extends Agent, R> {
  /**
   * Runs as the handler of a root event of the agent: it may read and write its lanes.
   *
   * @param agent the agent that is asked
   * @return the answer, for the asker
   * @throws Exception to fail the cascade (law F1); the asker gets it as the cause of an {@link
   *     AgentFailedException} (law F4)
   */
  R answer(A agent) throws Exception;
}
