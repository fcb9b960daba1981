package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** Somebody outside an agent who is told what one of its lanes has become. */
abstract class Recipient {
  /** Whose mailbox it posts to. */
  abstract Mailbox mailbox();

  /**
   * Is told of a change, or given a message. In the turn of the lane's agent.
   *
   * @return whether it wants more
   */
  abstract boolean offer(LaneEvent event);

  /** Is told that nothing comes any more, because of a failure or of itself. */
  abstract void end(@Nullable Throwable failure);
}
