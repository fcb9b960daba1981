package dev.parklane.runtime.recording;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A lock that is held over a write, an ask or a request, and that what is waited for needs. */
@Name("dev.parklane.LockOverWrite")
@Label("Lock over Write")
@Description("A handler waits for a lock whose holder waits for that handler")
@Category("Parklane")
@StackTrace(false)
public final class LockOverWriteEvent extends LaneRecord {
  @Label("Handler")
  @Nullable String handler;

  @Label("Lock")
  @Nullable String lock;

  @Label("Holder")
  @Description("Who holds the lock, and what it waits in")
  @Nullable String holder;

  @Label("Stack of the Handler")
  @Nullable String waitingStack;

  @Label("Stack of the Holder")
  @Nullable String holdingStack;

  /** Makes an event that has no values yet; {@link #write} gives it them. */
  public LockOverWriteEvent() {}

  /**
   * Writes the event, where a recording wants it.
   *
   * @param agent the URI of the agent whose handler waits for the lock
   * @param lane the lane that is written, or else the lane of that handler
   * @param handler what that handler is called
   * @param lock the lock, by class and identity
   * @param holder the thread or handler that holds the lock, in words
   * @param waitingStack the stack of the thread that waits for the lock
   * @param holdingStack the stack of the thread that holds it; empty where it is not known
   */
  public static void write(
      String agent,
      String lane,
      String handler,
      String lock,
      String holder,
      String waitingStack,
      String holdingStack) {
    LockOverWriteEvent event = new LockOverWriteEvent();
    if (event.isEnabled()) {
      event.agent = agent;
      event.lane = lane;
      event.handler = handler;
      event.lock = lock;
      event.holder = holder;
      event.waitingStack = waitingStack;
      event.holdingStack = holdingStack;
      event.commit();
    }
  }
}
