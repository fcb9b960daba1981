package dev.parklane.runtime;

import java.time.Duration;

/** What a wait for a plane to be quiet waits for: {@link Plane#awaitQuiet(Quiet, Duration)}. */
public enum Quiet {
  /** Nothing is in a mailbox, and no handler runs, as {@link Plane#awaitQuiet()} has it. */
  HANDLED,
  /** And no suspended work is under way: all its results are handled, attempts to come included. */
  WORK_DONE,
  /**
   * And nothing will come with time: no step of an agent, no alert or timer of its clock, no
   * handler that sleeps on it, no back-off after a failure. Timers that come again and again never
   * end, so they have to be cancelled first. What does not count: links that are made anew, agents
   * that leave after they have been idle, time-outs of questions and requests.
   */
  NOTHING_TO_COME
}
