package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A message that reached no handler, and why (law O4). Nothing disappears without one.
 *
 * @param uri where it was sent
 * @param message what it was: the name of a lane, or {@code "ask"}
 * @param value what it carried, or null where it carried nothing
 * @param reason why it was not handled
 * @param detail the reason in words, with the values that led to it
 */
public record DeadLetter(
    String uri, String message, @Nullable Object value, Reason reason, String detail) {
  /** Why a message was not handled. */
  public enum Reason {
    /** No route of the plane matches the URI. */
    NO_ROUTE,
    /** The agent has no lane of that name. */
    NO_LANE,
    /** The lane takes no commands, has no handler for them, or not of this type. */
    NO_COMMAND,
    /** The lane takes no links of this form, or none at all. */
    NO_LINK,
    /** The agent is not of the type that it was asked as. */
    WRONG_TYPE,
    /** The agent that it was for has ended before its turn came. */
    ENDED,
    /** The agent could not be started. */
    NOT_STARTED,
    /** The mailbox held as many messages as it may (law O3). */
    MAILBOX_FULL,
    /** A link had as many messages pending as it may, and has failed (law J6). */
    LINK_OVERFLOW,
    /** The plane was closed before the message was handled. */
    PLANE_CLOSED
  }

  /** What a caller who waits for the message gets. */
  RuntimeException exception(@Nullable Throwable cause) {
    return switch (reason) {
      case PLANE_CLOSED -> new PlaneClosedException(detail);
      case WRONG_TYPE -> new IllegalArgumentException(detail);
      case MAILBOX_FULL -> new MailboxFullException(detail);
      default -> new AgentFailedException(uri, detail, cause);
    };
  }
}
