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

  /** Makes an event that has no values yet; {@link #write} gives it them. */
  public GuardTripEvent() {}

  /**
   * Writes the event, where a recording wants it.
   *
   * @param agent the agent's URI
   * @param guard the name of the guard, as in {@code maxDepth}
   * @param limit the bound that it keeps
   * @param chain the chain of writers, root first, ending in the handler that was not run
   */
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
