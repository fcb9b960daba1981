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
    NO_ROUTE("[PL-O4] "),
    /** The agent has no lane of that name. */
    NO_LANE("[PL-O4.2] "),
    /** The lane takes no commands, has no handler for them, or not of this type. */
    NO_COMMAND("[PL-O4.3] "),
    /** The lane takes no links of this form, or none at all. */
    NO_LINK("[PL-J1] "),
    /** The agent, the endpoint, or who awaits an answer, is not for this type. */
    WRONG_TYPE("[PL-M9] "),
    /** Nobody has registered the endpoint of the bus (law B6). */
    NO_ENDPOINT("[PL-B6] "),
    /** It is an answer that nobody awaits: a second one, a late one, one not asked for (law B6). */
    LATE_ANSWER("[PL-B6.2] "),
    /** The agent that it was for has ended before its turn came. */
    ENDED("[PL-L3] "),
    /** The agent could not be started. */
    NOT_STARTED("[PL-L1] "),
    /** The mailbox held as many messages as it may (law O3). */
    MAILBOX_FULL("[PL-O3] "),
    /** It could not be brought to where the agent lives, by the delivery that does that. */
    ELSEWHERE("[PL-N2] "),
    /** A link had as many messages pending as it may, and has failed (law J6). */
    LINK_OVERFLOW("[PL-J6] "),
    /** The plane was closed before the message was handled. */
    PLANE_CLOSED("[PL-L5] ");

    private final String code;

    Reason(String code) {
      this.code = code;
    }
  }

  /** The reason in words, behind its code. */
  String coded() {
    return detail.startsWith("[PL-") ? detail : reason.code + detail;
  }

  /** What a caller who waits for the message gets. */
  RuntimeException exception(@Nullable Throwable cause) {
    return switch (reason) {
      case PLANE_CLOSED -> new PlaneClosedException(coded());
      case WRONG_TYPE -> new IllegalArgumentException(coded());
      case MAILBOX_FULL -> new MailboxFullException(coded());
      case NO_ENDPOINT -> new NoEndpointException(message);
      default -> new AgentFailedException(uri, coded(), cause);
    };
  }
}
