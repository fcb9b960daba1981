package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A link to a supply lane or a command lane of another agent (law J1): told of everything that is
 * supplied, or commanded, while it is linked.
 *
 * <p>Told, in this order: {@code onLinked}; {@code onEvent(value)} for each value, none merged and
 * none dropped; {@code onUnlinked} or {@code onFailed(cause)} at the end. Where more values wait
 * for this agent than the {@link #backlog} allows, the link fails (law J6). Each is a root event of
 * this agent.
 *
 * @param <T> the type of the values
 */
public final class EventLink<T> extends LaneLink<EventLink<T>> {
  private final LaneRef<T> to;
  private final List<Handler<? super T>> event = new ArrayList<>(); // before it is opened

  /**
   * A link of this agent to a lane, not opened.
   *
   * @param host the agent that is told, whose constructor or turn this is
   * @param lane a supply lane or a command lane of any agent; it need not be there yet
   */
  public EventLink(Agent host, LaneRef<T> lane) {
    super(host, requireLane(host, lane), LinkForm.EVENT);
    to = lane;
    withoutSync();
  }

  @Override
  EventLink<T> self() {
    return this;
  }

  /**
   * Registers a handler for each value.
   *
   * @param handler is called with each value, in the order in which they were sent
   * @return this link
   */
  public EventLink<T> onEvent(Handler<? super T> handler) {
    register(event, handler);
    return this;
  }

  /**
   * How many values may wait for this agent before the link fails (law J6); 10,000 unless set.
   *
   * @param values 1 or more
   * @return this link
   * @throws IllegalArgumentException where it is not positive
   */
  public EventLink<T> backlog(int values) {
    setBacklog(values);
    return this;
  }

  /**
   * Sends a command to the lane at the other end, when this cascade has succeeded (law O1). A
   * supply lane takes none: it becomes a dead letter.
   *
   * @param value not null
   * @throws IllegalStateException where the link is not open
   */
  public void command(T value) {
    write(new LaneEvent.Message(Objects.requireNonNull(value, () -> "a command for " + this)));
  }

  @Override
  protected @Nullable Object state() {
    return null;
  }

  @Override
  protected void restore(@Nullable Object state) {}

  @Override
  protected void forget() {}

  @Override
  protected void synced(@Nullable Object state) {}

  @Override
  protected void told(LaneEvent told, boolean tell) throws Exception {
    T value = to.cast(told.payload());
    each(event, handler -> handler.handle(value));
  }
}
