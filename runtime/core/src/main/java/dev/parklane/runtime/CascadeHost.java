package dev.parklane.runtime;

import org.slf4j.Logger;

/** What a cascade needs to know of the agent in which it runs. */
interface CascadeHost {
  /** The URI of the agent. */
  String uri();

  /** Where the agent counts as at work. */
  AtWork atWork();

  /** Whether it stands for a program, whose messages wait for room (law O3). */
  boolean isProgram();

  /** What a handler has failed with, where more is known of it than what it threw (law E12). */
  Throwable explain(HandlerRun run, Throwable failure);

  /** Whether a failure is to be logged in full (law F9). */
  boolean tellsInFull(Logger log, String kind, String lane, Throwable failure);
}
