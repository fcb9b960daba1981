package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A handler that has not left its carrier for long, and goes on: written once, while it does. */
@Name("dev.parklane.MonopolisingHandler")
@Label("Monopolising Handler")
@Description("A handler computes, or blocks where it cannot be taken off its carrier")
@Category("Parklane")
@StackTrace(false)
public final class MonopolisingHandlerEvent extends LaneRecord {
  @Label("Handler")
  @Nullable String handler;

  @Label("So far")
  @Timespan(Timespan.NANOSECONDS)
  long soFar;

  @Label("Stack of the Handler")
  @Nullable String stack;

  /** Makes an event that has no values yet; {@link #write} gives it them. */
  public MonopolisingHandlerEvent() {}

  /**
   * Writes the event, where a recording wants it.
   *
   * @param agent the URI of the agent
   * @param lane the lane of the handler; empty where it is none's
   * @param handler what the handler is called
   * @param nanos for how long it has kept its carrier so far
   * @param stack what it does now
   */
  public static void write(String agent, String lane, String handler, long nanos, String stack) {
    MonopolisingHandlerEvent event = new MonopolisingHandlerEvent();
    if (event.isEnabled()) {
      event.agent = agent;
      event.lane = lane;
      event.handler = handler;
      event.soFar = nanos;
      event.stack = stack;
      event.commit();
    }
  }
}
