package dev.parklane.runtime.recording;

import jdk.jfr.Contextual;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** What a recording says of a cascade. */
abstract class CascadeRecord extends Event {
  @Contextual
  @Label("Agent")
  @Nullable String agent;

  @Label("Root Event")
  @Nullable String rootEvent;

  @Label("Handlers Run")
  int handlers;

  @Label("Greatest Depth")
  @Description("The most writers that were parked over each other")
  int greatestDepth;

  @Label("Time in the Mailbox")
  @Timespan(Timespan.NANOSECONDS)
  long mailboxTime;

  @Label("Outcome")
  @Description("'committed' or 'rolled back'")
  @Nullable String outcome;

  final void begins(String agent, String rootEvent, long mailboxNanos) {
    this.agent = agent;
    this.rootEvent = rootEvent;
    this.mailboxTime = mailboxNanos;
  }

  final void ends(int handlers, int greatestDepth, boolean committed) {
    this.handlers = handlers;
    this.greatestDepth = greatestDepth;
    this.outcome = committed ? "committed" : "rolled back";
  }
}
