package dev.parklane.runtime;

import java.time.Duration;

/**
 * Work that an agent has suspended, as its plane sees it when it closes (law S4). A class, so that
 * its methods are not for users.
 */
abstract class SuspendedWork extends AgentResources.Resource {
  long number; // written once, before others see it: its place among all of the plane

  /** What it is and how far it is, as in {@code work 'charge' of /order/7, in attempt 2}. */
  abstract String text();

  /** Whether no attempt runs, and only time brings the next one. Any thread. */
  abstract boolean isBackingOff();

  /** Whether its attempt runs on this thread. Any thread. */
  abstract boolean isDoneBy(Thread thread);

  /** Begins the attempt that waits for its time, if one does: the plane closes. Any thread. */
  abstract void skipBackoff();

  /**
   * Is interrupted, and told: the plane closes, and has waited as long as it does. The agent hears
   * of it where it has a handler for failures of the work. Any thread.
   */
  abstract void expire(Duration grace);
}
