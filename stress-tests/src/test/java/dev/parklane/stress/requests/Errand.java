package dev.parklane.stress.requests;

import java.time.Duration;

/**
 * A request, and what its receiver and its sender shall do with it.
 *
 * @param number its own
 * @param reply what the receiver does
 * @param withdrawal when the sender cancels it
 * @param fails whether the cascade that sends it fails
 */
record Errand(int number, Reply reply, Withdrawal withdrawal, boolean fails) {
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What the receiver does. */
  enum Reply {
    AT_ONCE(1),
    TWICE(2),
    /** After a while, and in time. */
    SOON(1),
    /** When nobody waits any more. */
    LATE(1),
    NEVER(0),
    /** Says that there is no answer. */
    REFUSED(1),
    /** Answers, in a cascade that fails. */
    ROLLED_BACK(0);

    /** How many answers leave. */
    final int answers;

    Reply(int answers) {
      this.answers = answers;
    }
  }

  /** When the sender cancels. */
  enum Withdrawal {
    NONE,
    /** In the cascade that sends it. */
    AT_ONCE,
    /** In another one, if there is still something to cancel. */
    LATER
  }

  /** What the sender gets where it does not cancel. */
  End end() {
    return switch (reply) {
      case AT_ONCE, TWICE, SOON -> End.ANSWERED;
      case LATE, NEVER, REFUSED, ROLLED_BACK -> End.FAILED;
    };
  }

  /** How a request ends. */
  enum End {
    ANSWERED,
    FAILED,
    CANCELLED
  }
}
