package dev.parklane.runtime;

/** A message was refused because the mailbox held as many as it may (law O3). */
public final class MailboxFullException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  MailboxFullException(String message) {
    super(message);
  }
}
