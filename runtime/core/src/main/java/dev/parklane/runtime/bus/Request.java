package dev.parklane.runtime.bus;

/**
 * What an endpoint gets: a message, and the way back to whoever waits for an answer (law B6). It
 * may be kept, and answered later and from any thread. The agent that keeps it is not idle
 * meanwhile (law L4). Where that ends before it is answered, for whatever reason, who waits gets a
 * failure that says so, and a later answer is a dead letter.
 *
 * @param <T> the type of the message
 */
public interface Request<T> {
  /** {@return the name of the endpoint that it was sent to} */
  String endpoint();

  /** {@return the message, as it was sent} */
  T value();

  /**
   * {@return what the answer is known by, different for any two requests of a plane; 0 for a send}
   */
  long correlationId();

  /**
   * {@return whether somebody waits for an answer: it is a request, not answered, timed out or
   * cancelled} In a handler that answers it, it is answered from then on, unless its cascade fails
   * (law F2).
   */
  boolean isAwaited();

  /**
   * Answers it. From a handler the answer leaves when the cascade has succeeded (law O1). A second
   * one, a late one, and one to what was sent without asking for any, is a dead letter.
   *
   * @param answer what the asker gets, of the type that it has asked for
   */
  void answer(Object answer);

  /**
   * Answers that there is no answer, and why. It leaves, and becomes a dead letter, as an answer
   * does.
   *
   * @param why what the asker's wait fails with
   */
  void fail(Throwable why);
}
