package dev.parklane.runtime.recording;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Timespan;

/**
 * A cascade that was looked at when it had ended, and turned out to be one to write. Its event
 * stands at that time, and has no length; how long the cascade took is known to a few milliseconds.
 */
abstract class EndedCascade extends CascadeRecord {
  @Label("Took")
  @Description("To a few milliseconds")
  @Timespan(Timespan.NANOSECONDS)
  long took;

  final void write(
      String agent,
      String rootEvent,
      long mailboxNanos,
      long tookNanos,
      int handlers,
      int greatestDepth,
      boolean failed) {
    if (isEnabled()) {
      begins(agent, rootEvent, mailboxNanos);
      took = tookNanos;
      ends(handlers, greatestDepth, !failed);
      commit();
    }
  }
}
