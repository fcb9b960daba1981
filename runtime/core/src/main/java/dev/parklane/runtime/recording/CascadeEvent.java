package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Contextual;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** One cascade of an agent, from its root event to its commit or roll-back. */
@Name("dev.parklane.Cascade")
@Label("Cascade")
@Description("All that one root event set off inside one agent")
@Category("Parklane")
@StackTrace(false)
public final class CascadeEvent extends Event {
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

  /** Makes an event that has no values yet; {@link #start} gives it them. */
  public CascadeEvent() {}

  /** {@return whether a recording wants these events now} */
  public static boolean wanted() {
    return new CascadeEvent().isEnabled();
  }

  /**
   * Starts an event, where a recording wants it.
   *
   * @param agent the agent's URI
   * @param rootEvent what the cascade begins with, as in {@code addName.onCommand}
   * @param mailboxNanos how long the root event has waited in the mailbox
   * @return the started event, which {@link #end} writes; null where no recording wants it
   */
  public static @Nullable CascadeEvent start(String agent, String rootEvent, long mailboxNanos) {
    CascadeEvent event = new CascadeEvent();
    if (!event.isEnabled()) {
      return null;
    }
    event.agent = agent;
    event.rootEvent = rootEvent;
    event.mailboxTime = mailboxNanos;
    event.begin();
    return event;
  }

  /**
   * Ends the event and writes it.
   *
   * @param handlers how many handlers have run
   * @param greatestDepth how many writers were parked at once, at the most
   * @param committed whether it has succeeded; otherwise it was rolled back
   */
  public void end(int handlers, int greatestDepth, boolean committed) {
    this.handlers = handlers;
    this.greatestDepth = greatestDepth;
    this.outcome = committed ? "committed" : "rolled back";
    commit();
  }
}
