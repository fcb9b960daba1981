package dev.parklane.testkit.order;

import java.util.HashSet;
import java.util.Set;

/**
 * The mailboxes of an exploration that get more messages than they hold: there it matters what has
 * been taken when the next one comes. Any thread.
 */
public final class BoundedMailboxes {
  private final Set<String> mailboxes = new HashSet<>(); // guarded by this
  private boolean grown; // guarded by this

  /** None so far. */
  public BoundedMailboxes() {}

  synchronized boolean contains(String mailbox) {
    return mailboxes.contains(mailbox);
  }

  synchronized void add(String mailbox) {
    grown |= mailboxes.add(mailbox);
  }

  /**
   * {@return whether there is another one since the last call, so that what was explored may lack
   * orders}
   */
  public synchronized boolean haveGrown() {
    boolean since = grown;
    grown = false;
    return since;
  }
}
