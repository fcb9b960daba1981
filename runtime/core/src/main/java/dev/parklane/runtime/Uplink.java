package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.Footprint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt of a link, seen from the lane that it observes: what has left the lane and has not
 * been handled by the observer yet (law J6).
 *
 * <p>What is pending stands in the observer's mailbox, each event in its place among all other root
 * events, so that there is one order over all lanes and agents that it observes (law E1). A newer
 * event of a value lane, or of the same key of a map lane, takes the place of the one that is
 * pending; a clear withdraws what is pending; a key that came and went unseen is withdrawn, and one
 * that went and came again is two events (law M8). So what a slow observer holds is bounded by the
 * state of the lane and that which it knows of it. Messages are kept one by one, up to a bound,
 * past which the link fails.
 */
final class Uplink extends Recipient {
  private static final Logger LOG = LoggerFactory.getLogger(Uplink.class);

  private static final int FEW_MESSAGES = 1_000; // of a backlog that a simulation may fill

  private final Link link;
  private final AgentCell observer;

  private @Nullable Lane lane; // the turn of the lane's agent
  private volatile @Nullable FarLane far; // set once, where the other end lives elsewhere
  private volatile boolean closed; // set by the observer, or at the end; for good
  private boolean broken; // the observer's root thread: a handler has failed on its beginning

  private LinkEvent.@Nullable Told pendingValue; // guarded by this
  private LinkEvent.@Nullable Told pendingClear; // guarded by this
  private @Nullable PendingKeys pendingKeys; // guarded by this
  private int pendingMessages; // guarded by this

  Uplink(Link link, AgentCell observer) {
    this.link = link;
    this.observer = observer;
  }

  Link link() {
    return link;
  }

  @Override
  Mailbox mailbox() {
    return observer;
  }

  /** Whose mailbox it posts to. */
  AgentCell observer() {
    return observer;
  }

  // --- in the turn of the lane's agent -----------------------------------------------------------

  /**
   * Begins at this lane: told of what it does from now on, and of its state where that is asked.
   */
  void attach(Lane to, LaneDescription description, @Nullable Object state, boolean synced) {
    if (closed) {
      return;
    }
    if (to.isClosed()) { // by the very handler that computed its state
      end(null);
      return;
    }
    lane = to;
    to.addRecipient(this);
    post(new LinkEvent.Linked(this, description));
    if (synced) {
      post(new LinkEvent.Synced(this, state));
    }
  }

  /** Follows a lane of an agent that lives elsewhere, from where it is told all that follows. */
  void follow(Delivery by, String uri, boolean synced) {
    if (!closed) {
      far = FarLane.follow(this, by, uri, synced);
    }
  }

  /** The lane that it follows elsewhere; null where there is none. */
  @Nullable FarLane far() {
    return far;
  }

  void attachElsewhere(LaneDescription description) {
    if (!closed) {
      post(new LinkEvent.Linked(this, description));
    }
  }

  void sync(@Nullable Object state) {
    if (!closed) {
      forgetPending();
      post(new LinkEvent.Synced(this, state));
    }
  }

  @Nullable Lane lane() {
    return lane;
  }

  /** The observer does not want it any more. */
  void detach() {
    closed = true;
    Lane from = lane;
    if (from != null) {
      from.removeRecipient(this);
      lane = null;
    }
  }

  /** Passes an event on; false where the link has ended. */
  @Override
  boolean offer(LaneEvent event) {
    if (closed) {
      return false;
    }
    boolean room =
        switch (event) {
          case LaneEvent.Value value -> offerValue(value);
          case LaneEvent.Update update -> offerKey(update.key(), update);
          case LaneEvent.Remove remove -> offerKey(remove.key(), remove);
          case LaneEvent.Clear clear -> offerClear(clear);
          case LaneEvent.Message message -> offerMessage(message);
        };
    if (!room) {
      overflow(event);
    }
    return room;
  }

  /** What is pending is changed by who tells and by who is told. */
  private void touches() {
    Commons commons = observer.commons;
    if (commons.footprint != null) {
      commons.footprint.touches("link", link.toString(), Footprint.Touch.CHANGES);
    }
  }

  private synchronized boolean offerValue(LaneEvent.Value value) {
    touches();
    LinkEvent.Told pending = pendingValue;
    if (pending == null) {
      pending = new LinkEvent.Told(this, value);
      pendingValue = pending;
      post(pending);
    } else {
      pending.replace(value, observer.ownMark());
    }
    return true;
  }

  private synchronized boolean offerKey(Object key, LaneEvent event) {
    touches();
    if (pendingKeys == null) {
      pendingKeys = new PendingKeys();
    }
    LinkEvent.Told told = pendingKeys.add(this, key, event, this::withdraw);
    if (told != null) {
      post(told);
    }
    return true;
  }

  private synchronized boolean offerClear(LaneEvent.Clear clear) {
    touches();
    forgetPendingKeys();
    if (pendingClear == null) {
      pendingClear = new LinkEvent.Told(this, clear);
      post(pendingClear);
    }
    return true;
  }

  private synchronized boolean offerMessage(LaneEvent.Message message) {
    if (isNearItsBound()) {
      touches();
    }
    if (pendingMessages >= link.settings().backlog()) {
      return false;
    }
    pendingMessages++;
    post(new LinkEvent.Told(this, message));
    return true;
  }

  private void overflow(LaneEvent event) {
    LinkOverflowException failure =
        new LinkOverflowException(link.toString(), link.settings().backlog());
    if (observer.tellsInFull(LOG, "link overflow", link.lane(), failure)) {
      LOG.error("{}", failure.getMessage());
    }
    Mark own = observer.ownMark();
    Runnable letter =
        () ->
            observer
                .commons()
                .letters()
                .add(
                    observer.uri(),
                    new LinkEvent.Told(this, event),
                    DeadLetter.Reason.LINK_OVERFLOW,
                    String.valueOf(failure.getMessage()),
                    failure);
    if (own == null) {
      letter.run();
    } else {
      own.afterwards(letter);
    }
    end(failure);
  }

  /** Messages are kept one by one, so that nobody sees who was first where there is room. */
  private boolean isNearItsBound() {
    return link.settings().backlog() < FEW_MESSAGES;
  }

  private synchronized void forgetPending() {
    touches();
    forgetPendingKeys();
    if (pendingClear != null) {
      withdraw(pendingClear);
      pendingClear = null;
    }
    if (pendingValue != null) {
      withdraw(pendingValue);
      pendingValue = null;
    }
  }

  private void forgetPendingKeys() {
    if (pendingKeys != null) {
      pendingKeys.clear(this::withdraw);
    }
  }

  private void withdraw(LinkEvent.Told pending) {
    pending.withdraw(observer.ownMark());
    observer.withdrawn();
  }

  /** The lane tells nothing any more, because of a failure or of itself. What is pending stays. */
  @Override
  void end(@Nullable Throwable failure) {
    if (!closed) {
      closed = true;
      lane = null;
      post(failure == null ? new LinkEvent.Unlinked(this) : new LinkEvent.Failed(this, failure));
    }
  }

  private void post(LinkEvent event) {
    try {
      observer.deliver(event); // where the observer is gone, so is its link
    } catch (OutOfMemoryError e) {
      notWoken(e);
    }
  }

  /** The observer could not be woken, and would miss an event. */
  void notWoken(Throwable why) {
    closed = true;
    if (observer.tellsInFull(LOG, "no memory to wake an observer", link.lane(), why)) {
      LOG.error("[PL-J6.3] {} is ended: no memory to wake its observer", link, why);
    }
  }

  // --- in the turn of the observer ---------------------------------------------------------------

  /**
   * What a told event says by now; from here on a newer one is an event of its own. Waits for the
   * mark of a cascade that is about to change it (law O5).
   */
  @Nullable LaneEvent claim(LinkEvent.Told told) {
    while (true) {
      Mark mark;
      synchronized (this) {
        mark = told.mark();
        if (mark == null || mark.isLifted()) {
          return claimNow(told);
        }
      }
      mark.await();
    }
  }

  private @Nullable LaneEvent claimNow(LinkEvent.Told told) {
    if (told.isWithdrawn()) {
      return null;
    }
    LaneEvent event = told.event();
    if (!(event instanceof LaneEvent.Message) || isNearItsBound()) {
      touches();
    }
    switch (event) {
      case LaneEvent.Value value -> pendingValue = null;
      case LaneEvent.Update update -> forgetKey(update.key(), told);
      case LaneEvent.Remove remove -> forgetKey(remove.key(), told);
      case LaneEvent.Clear clear -> pendingClear = null;
      case LaneEvent.Message message -> pendingMessages--;
    }
    return event;
  }

  private void forgetKey(Object key, LinkEvent.Told told) {
    if (pendingKeys != null) {
      pendingKeys.forget(key, told);
    }
  }

  /** Whether nothing is told any more. Any thread. */
  boolean isClosed() {
    return closed;
  }

  /** The observer wants no more. Any thread. */
  void close() {
    closed = true;
  }

  /** Whether the observer is told no more than that the link has failed. */
  boolean isBroken() {
    return broken;
  }

  /** Before all else that the observer has to handle. */
  void tellFirst(LinkEvent event) {
    observer.putBack(event);
  }

  /** The observer has failed on what it was told: it is told that the link has ended by that. */
  void failAtObserver(Throwable cause) {
    closed = true;
    broken = true;
    post(new LinkEvent.Failed(this, cause));
    link.to().destination().deliverIfThere(new LinkRequest.Detach(this), Departure.AT_ONCE);
  }
}
