package dev.parklane.runtime;

/** What became of a command whose sender asked to be told. */
public sealed interface Acknowledgement {
  /** Its cascade has succeeded. */
  record Handled() implements Acknowledgement {}

  /**
   * Its cascade has failed and is rolled back, or it reached no handler.
   *
   * @param cause an {@link AgentFailedException} where the agent has failed or could not be
   *     started, or took no such command; a {@link MailboxFullException}, a {@link
   *     NoRouteException}, a {@link PlaneClosedException}
   */
  record Failed(RuntimeException cause) implements Acknowledgement {}
}
