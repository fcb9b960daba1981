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
 * A link to a value lane, or a demand lane, of another agent (law J1).
 *
 * <p>Told, in this order: {@code onLinked}; {@code onSynced(value)}; then for each value {@code
 * onEvent(new)} for all its handlers and {@code onSet(new, previous or null)} for all of its own;
 * {@code onUnlinked} or {@code onFailed(cause)} at the end. Values are those that the lane had
 * between two cascades of its agent; where this agent is slow, the latest (law J6). Each is a root
 * event of this agent.
 *
 * @param <T> the type of the value
 */
public final class ValueLink<T> extends StateLink<T, ValueLink<T>> {
  private final LaneRef<T> to;
  private final List<Handler<? super T>> event = new ArrayList<>(); // before it is opened
  private final List<SetHandler<? super T>> set = new ArrayList<>(); // before it is opened

  private volatile @Nullable T value; // written in the turn of its agent

  /**
   * A handler of {@code onSet}.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface SetHandler<T> {
    /**
     * Called like {@link Handler#handle}.
     *
     * @param value the value that was set
     * @param previous the value that the link had before it, or null where it had none
     * @throws Exception what fails the cascade (law F1)
     */
    void handle(T value, @Nullable T previous) throws Exception;
  }

  /**
   * A link of this agent to a lane, not opened.
   *
   * @param host the agent that is told, whose constructor or turn this is
   * @param lane a value lane or a demand lane of any agent; it need not be there yet
   */
  public ValueLink(Agent host, LaneRef<T> lane) {
    super(host, requireLane(host, lane), LinkForm.VALUE);
    to = lane;
  }

  @Override
  ValueLink<T> self() {
    return this;
  }

  /**
   * Registers a handler for each value that comes after the state.
   *
   * @param handler is called before all handlers of {@code onSet}
   * @return this link
   */
  public ValueLink<T> onEvent(Handler<? super T> handler) {
    register(event, handler);
    return this;
  }

  /**
   * Registers a handler for each value, with the one before it.
   *
   * @param handler is called after all handlers of {@code onEvent}
   * @return this link
   */
  public ValueLink<T> onSet(SetHandler<? super T> handler) {
    register(set, handler);
    return this;
  }

  /**
   * The value that it was told last. Any thread.
   *
   * @return null where it was told none since it was made
   */
  public @Nullable T get() {
    return value;
  }

  /**
   * Sets the value of the lane at the other end, when this cascade has succeeded (law O1).
   *
   * @param newValue not null
   * @throws IllegalStateException where the link is not open
   */
  public void set(T newValue) {
    write(new LaneEvent.Value(Objects.requireNonNull(newValue, () -> "a value for " + this)));
  }

  @Override
  protected @Nullable Object state() {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    value = (T) state;
  }

  @Override
  protected void forget() {
    value = null;
  }

  @Override
  protected void synced(@Nullable Object state) throws Exception {
    T now = to.cast(Objects.requireNonNull(state));
    value = now;
    tellOfState(now);
  }

  @Override
  protected void told(LaneEvent told, boolean tell) throws Exception {
    T now = to.cast(told.payload());
    T previous = value;
    value = now;
    if (tell && each(event, handler -> handler.handle(now))) {
      each(set, handler -> handler.handle(now, previous));
    }
  }
}
