package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneRef;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.List;

/**
 * A link to a lane that has a state, which the link is told when it is made.
 *
 * @param <T> the type of the state
 * @param <L> the kind of the link itself
 */
abstract sealed class StateLink<T, L extends LaneLink<L>> extends LaneLink<L>
    permits ValueLink, MapLink {
  private final List<Handler<? super T>> synced = new ArrayList<>(); // before it is opened

  StateLink(Agent host, LaneRef<?> lane, LinkForm form) {
    super(host, lane, form);
  }

  /**
   * Registers a handler for the state of the lane when the link is made.
   *
   * @param handler is called with the state that the lane had then
   * @return this link
   */
  public L onSynced(Handler<? super T> handler) {
    register(synced, handler);
    return self();
  }

  /**
   * Lets it be made without being told the state, until {@link #sync} asks for it.
   *
   * @return this link
   */
  public L linkOnly() {
    withoutSync();
    return self();
  }

  /**
   * Lets handlers be told of events that come before the state; else those change the state
   * silently (law J1).
   *
   * @return this link
   */
  public L earlyEvents() {
    tellEarlyEvents();
    return self();
  }

  final void tellOfState(T state) throws Exception {
    each(synced, handler -> handler.handle(state));
  }
}
