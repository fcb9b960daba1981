package dev.parklane.runtime.bus;

/**
 * A message as a tap sees it.
 *
 * @param kind what is done with it
 * @param destination the topic, or the endpoint; that of the request for an answer
 * @param value what it carries
 * @param correlationId of a request and its answer; 0 for others
 */
public record BusMessage(Kind kind, String destination, Object value, long correlationId) {
  /** What is done with a message. */
  public enum Kind {
    /** It is given to all who subscribe. */
    PUBLISH,
    /** It is given to an endpoint. */
    SEND,
    /** It is given to an endpoint that is to answer. */
    REQUEST,
    /** It is given back to who has asked; its value is the answer, or a {@link Throwable}. */
    ANSWER
  }
}
