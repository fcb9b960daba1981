package dev.parklane.runtime;

/**
 * A lane was touched out of turn: from a thread other than the one whose turn it is in the lane's
 * agent, or while the agent was being constructed. Nothing was changed (law E8).
 */
public final class LaneAccessException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  LaneAccessException(String message) {
    super(message);
  }
}
