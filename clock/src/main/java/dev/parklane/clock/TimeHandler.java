package dev.parklane.clock;

/** What is done when an alert or a timer fires. It runs where the dispatcher of its clock says. */
@FunctionalInterface
public interface TimeHandler {
  /**
   * Handles an event of the clock; once for each.
   *
   * @param event which alert or timer it is of, when it was due, and how late it is
   * @throws Exception what hurts no other handler: a live clock logs it, a test clock throws it
   *     when its advance ends
   */
  void handle(TimeEvent event) throws Exception;
}
