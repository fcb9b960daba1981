package dev.parklane.runtime.event;

import org.graalvm.polyglot.Value;

/** What functions of a guest are to those whom it gives them to: handlers of that guest. */
interface GuestFunctions {
  /**
   * The handler that a function is.
   *
   * @param name what it is called
   * @param identity what is equal for one function, and not for two
   */
  Object handler(String name, Value function, Object identity);

  /** Whether something in Java is a function of another guest. */
  boolean isOfAnother(Object given);
}
