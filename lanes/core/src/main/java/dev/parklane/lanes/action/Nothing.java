package dev.parklane.lanes.action;

/** The result of an action that is run for its effect alone. */
public enum Nothing {
  /** The only one. */
  NOTHING
}
