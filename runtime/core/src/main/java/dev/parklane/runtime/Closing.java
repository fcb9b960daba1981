package dev.parklane.runtime;

/** What closing a plane does with the messages that are still in mailboxes (law L5). */
public enum Closing {
  /**
   * They are handled, and so is all that they send, until every agent is quiet. Agents that send to
   * each other for ever are never quiet: close their plane with {@link #DROP}.
   */
  DRAIN,
  /** They become dead letters; handlers that run already run to their end. */
  DROP
}
