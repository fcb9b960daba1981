package dev.parklane.clock.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** An event that a live clock delivered, and by how much it was late (law K12). */
@Name("dev.parklane.Lateness")
@Label("Lateness")
@Description("A live clock delivered an event after its scheduled time")
@Category("Parklane")
@StackTrace(false)
public final class LatenessEvent extends Event {
  @Label("Name")
  @Description("The name of the alert or timer")
  @Nullable String alert;

  @Label("Scheduled Time")
  @Description("Nanoseconds since the epoch")
  long scheduledNanos;

  @Label("Lateness")
  @Timespan(Timespan.NANOSECONDS)
  long lateness;

  /** An event that is still empty: {@link #write} fills it in. */
  public LatenessEvent() {}

  /**
   * Writes the event, where a recording wants it.
   *
   * @param alert the name of the alert or timer
   * @param scheduledNanos when it was due, in nanoseconds since the epoch
   * @param latenessNanos by how much it is late, in nanoseconds; not negative
   */
  public static void write(String alert, long scheduledNanos, long latenessNanos) {
    LatenessEvent event = new LatenessEvent();
    if (event.isEnabled()) {
      event.alert = alert;
      event.scheduledNanos = scheduledNanos;
      event.lateness = latenessNanos;
      event.commit();
    }
  }
}
