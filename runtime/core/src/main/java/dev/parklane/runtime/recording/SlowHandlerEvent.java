package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * A handler that took long by itself, without what it has triggered. Its event stands at its end,
 * and has no length; how long the handler took is known to a few milliseconds.
 */
@Name("dev.parklane.SlowHandler")
@Label("Slow Handler")
@Description("A handler that took long by itself, without what it has triggered")
@Category("Parklane")
@StackTrace(false)
public final class SlowHandlerEvent extends LaneRecord {
  @Label("Event")
  @Nullable String event;

  @Label("Depth")
  @Description("How many writers were parked under it")
  int depth;

  @Label("Took")
  @Description("With what it has triggered; to a few milliseconds")
  @Timespan(Timespan.NANOSECONDS)
  long took;

  @Label("Own Time")
  @Description("Without what it has triggered; to a few milliseconds")
  @Timespan(Timespan.NANOSECONDS)
  long own;

  @Label("Writer")
  @Description("The handler whose write triggered it; none for the handler of a root event")
  @Nullable String writer;

  /** Makes an event that has no values yet; {@link #write} gives it them. */
  public SlowHandlerEvent() {}

  @SettingDefinition
  @Name("slow")
  @Label("Slower than")
  @Description("Handlers that take as long by themselves are written")
  boolean slow(SlowHandlerSetting setting) {
    return true; // it was asked when the handler had ended
  }

  /**
   * Writes the event, where a recording wants it.
   *
   * @param agent the agent's URI
   * @param lane the lane on whose event the handler was called
   * @param event the event of the lane, as in {@code onSet}
   * @param depth how many writers were parked under the handler
   * @param writer the handler whose write triggered it; null for the handler of a root event
   * @param tookNanos how long it took
   * @param ownNanos the same without what it has triggered
   */
  public static void write(
      String agent,
      String lane,
      String event,
      int depth,
      @Nullable String writer,
      long tookNanos,
      long ownNanos) {
    SlowHandlerEvent handler = new SlowHandlerEvent();
    if (handler.isEnabled()) {
      handler.agent = agent;
      handler.lane = lane;
      handler.event = event;
      handler.depth = depth;
      handler.writer = writer;
      handler.took = tookNanos;
      handler.own = ownNanos;
      handler.commit();
    }
  }
}
