package dev.parklane.runtime.bus;

/**
 * The handle of an endpoint (law B6). Any thread may call any method; in the turn of the agent that
 * it belongs to, closing is a change like any other, and taken back where the cascade fails (law
 * F2).
 */
public interface Endpoint extends AutoCloseable {
  /** {@return the name that it is registered by} */
  String name();

  /** {@return whether it still gets messages: it is neither closed nor ended with its agent} */
  boolean isOpen();

  /**
   * Ends it: what comes later, and what is on its way, is a dead letter. The name is free again. A
   * second call does nothing.
   */
  @Override
  void close();
}
