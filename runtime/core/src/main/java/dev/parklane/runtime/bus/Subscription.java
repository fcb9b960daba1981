package dev.parklane.runtime.bus;

/**
 * The handle of a subscription (law B3). Any thread may call any method; in the turn of the agent
 * that it belongs to, closing is a change like any other, and taken back where the cascade fails
 * (law F2).
 */
public interface Subscription extends AutoCloseable {
  /** {@return the pattern of its topics} */
  String pattern();

  /** {@return its place in a delivery: higher ones come first (law B2)} */
  int priority();

  /** {@return whether it still gets messages: it is neither closed nor ended with its agent} */
  boolean isOpen();

  /**
   * Ends it: it is not called any more, also with a message that is being delivered (law B5). A
   * second call does nothing.
   */
  @Override
  void close();
}
