package dev.parklane.runtime;

import dev.parklane.runtime.bus.NoEndpointException;
import org.jspecify.annotations.Nullable;

/**
 * A message that reached no handler, and why (law O4). Nothing disappears without one.
 *
 * @param uri where it was sent; {@code bus:} and the endpoint for what is of the bus
 * @param message what it was: the name of a lane, a topic, an endpoint, or {@code "ask"}
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
    /** The agent, the endpoint, or who awaits an answer, is not for this type. */
    WRONG_TYPE,
    /** Nobody has registered the endpoint of the bus (law B6). */
    NO_ENDPOINT,
    /** It is an answer that nobody awaits: a second one, a late one, one not asked for (law B6). */
    LATE_ANSWER,
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
      case NO_ENDPOINT -> new NoEndpointException(message);
      default -> new AgentFailedException(uri, detail, cause);
    };
  }
}
