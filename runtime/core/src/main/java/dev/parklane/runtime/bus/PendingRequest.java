package dev.parklane.runtime.bus;

/** The handle of a request whose answer a handler will get (law B6). Any thread. */
public interface PendingRequest {
  /**
   * {@return the number by which its answer is known: the caller's, or one that the bus has not
   * chosen for any other request}
   */
  long correlationId();

  /**
   * Waits for it no longer: neither handler starts, and an answer is a dead letter. In the turn of
   * the agent that has asked it is taken back where the cascade fails (law F2).
   *
   * @return whether it was still awaited; then neither handler starts
   */
  boolean cancel();
}
