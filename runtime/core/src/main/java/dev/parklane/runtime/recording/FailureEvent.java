package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A cascade that failed and was rolled back. */
@Name("dev.parklane.Failure")
@Label("Failure")
@Description("An exception left a handler; its cascade was rolled back")
@Category("Parklane")
@StackTrace(false)
public final class FailureEvent extends LaneRecord {
  @Label("Event")
  @Nullable String event;

  @Label("Chain of Writers")
  @Nullable String chain;

  @Label("Cause")
  @Nullable String cause;

  @Label("Policy")
  @Nullable String policy;

  /** Makes an event that has no values yet; {@link #write} gives it them. */
  public FailureEvent() {}

  /**
   * Writes the event, where a recording wants it.
   *
   * @param agent the agent's URI
   * @param lane the lane whose handler has failed
   * @param event the event of the lane that the handler was called for
   * @param chain the chain of writers, root first, ending in the handler that has failed
   * @param cause what left the handler, in words
   * @param policy what becomes of the agent
   */
  public static void write(
      String agent, String lane, String event, String chain, String cause, String policy) {
    FailureEvent failure = new FailureEvent();
    if (failure.isEnabled()) {
      failure.agent = agent;
      failure.lane = lane;
      failure.event = event;
      failure.chain = chain;
      failure.cause = cause;
      failure.policy = policy;
      failure.commit();
    }
  }
}
