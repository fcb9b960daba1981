package dev.parklane.runtime.scheduling;

/** Is told what agents do, in the order in which they do it, on their threads. */
public interface Tracer {
  /** A root event begins its cascade. */
  void begins(String agent, String rootEvent);

  /** A handler starts, with so many writers parked under it. */
  void handles(String agent, String handler, int depth);

  /** A message has been sent, which leaves if the cascade succeeds. */
  void sends(String agent, String to, String message);

  /** The cascade has succeeded, and what it sent is about to leave. */
  void succeeds(String agent);

  /** The cascade has failed, and is rolled back. */
  void fails(String agent, Throwable cause);
}
