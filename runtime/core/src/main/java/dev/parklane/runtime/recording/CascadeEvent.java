package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.SettingDefinition;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** One cascade of an agent, from its root event to its commit or roll-back. */
@Name("dev.parklane.Cascade")
@Label("Cascade")
@Description("All that one root event set off inside one agent; of one cascade in so many")
@Category("Parklane")
@StackTrace(false)
public final class CascadeEvent extends CascadeRecord {
  /** Makes an event that has no values yet; {@link #start} gives it them. */
  public CascadeEvent() {}

  @SettingDefinition
  @Name("every")
  @Label("Every")
  @Description("One of so many cascades is written, with its handlers; 1 for all, 0 for none")
  boolean every(EverySetting setting) {
    return true; // it was asked before the cascade began
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
    event.begins(agent, rootEvent, mailboxNanos);
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
    ends(handlers, greatestDepth, committed);
    commit();
  }
}
