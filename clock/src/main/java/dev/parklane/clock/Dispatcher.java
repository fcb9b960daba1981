package dev.parklane.clock;

/**
 * What brings the firings of a clock to where its handlers run: to a mailbox, to an event loop, to
 * another process.
 *
 * <p>It is called by the thread that delivers, or by one that sets an alert for now on a test clock
 * that nobody advances. So it must be short, must not block, and hands the firing on. What it
 * throws counts as thrown by the handler, and ends the firing.
 */
@FunctionalInterface
public interface Dispatcher {
  /**
   * Takes over a firing; whoever has it then goes through its steps.
   *
   * @param firing not begun yet; each is given to the dispatcher once
   */
  void dispatch(Firing firing);
}
