package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One run of a handler, the time that it was parked under its own writes included. */
@Name("dev.parklane.Handler")
@Label("Handler")
@Description("One run of a handler, the handlers that its writes triggered included")
@Category("Parklane")
@StackTrace(false)
public final class HandlerEvent extends LaneRecord {
  @Label("Event")
  @Nullable String event;

  @Label("Depth")
  @Description("How many writers were parked under it")
  int depth;

  @Label("Writer")
  @Description("The handler whose write triggered it; none for the handler of a root event")
  @Nullable String writer;

  /** Makes an event that has no values yet; {@link #start} gives it them. */
  public HandlerEvent() {}

  /**
   * Starts an event, where a recording wants it.
   *
   * @param agent the agent's URI
   * @param lane the lane on whose event the handler is called
   * @param event the event of the lane, as in {@code onSet}
   * @param depth how many writers are parked under the handler
   * @param writer the handler whose write triggered it; null for the handler of a root event
   * @return the started event, which its caller commits; null where no recording wants it
   */
  public static @Nullable HandlerEvent start(
      String agent, String lane, String event, int depth, @Nullable String writer) {
    HandlerEvent handler = new HandlerEvent();
    if (!handler.isEnabled()) {
      return null;
    }
    handler.agent = agent;
    handler.lane = lane;
    handler.event = event;
    handler.depth = depth;
    handler.writer = writer;
    handler.begin();
    return handler;
  }
}
