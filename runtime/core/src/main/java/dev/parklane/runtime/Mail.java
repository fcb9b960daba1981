package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** What a mailbox holds. */
abstract class Mail {
  @Nullable Mail next; // the mailbox that holds it

  /** Whether somebody sent it, so that it counts for the bound of a mailbox (law O3). */
  boolean isMessage() {
    return false;
  }

  /** Whether it is of no use any more. Any thread. */
  boolean isWithdrawn() {
    return false;
  }

  /** Whether nobody waits any more for it to be delivered. Any thread. */
  boolean isGivenUp() {
    return false;
  }
}
