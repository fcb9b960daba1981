package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Contextual;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A guard that tripped; its stack trace is that of the writer whose write was one too many. */
@Name("dev.parklane.GuardTrip")
@Label("Guard Trip")
@Description("A guard on depth, re-entry or handlers tripped")
@Category("Parklane")
public final class GuardTripEvent extends Event {
  @Contextual
  @Label("Agent")
  @Nullable String agent;

  @Label("Guard")
  @Nullable String guard;

  @Label("Limit")
  long limit;

  @Label("Chain of Writers")
  @Nullable String chain;

  /** Writes the event, where a recording wants it. */
  public static void write(String agent, String guard, long limit, String chain) {
    GuardTripEvent trip = new GuardTripEvent();
    if (trip.isEnabled()) {
      trip.agent = agent;
      trip.guard = guard;
      trip.limit = limit;
      trip.chain = chain;
      trip.commit();
    }
  }
}
