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
   * Gives a question a name: in traces, reports, dumps and recordings it is called {@code
   * reserve.ask} then, in place of {@code ask}.
   *
   * @param <A> the type of the agent
   * @param <R> the type of the answer
   * @param name is not blank
   * @param question what is asked
   * @return asks the same
   * @throws IllegalArgumentException where the name is blank
   */
  static <A extends Agent, R> Question<A, R> named(
      String name, Question<? super A, ? extends R> question) {
    return new NamedQuestion<>(name, question);
  }

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
