package dev.parklane.runtime;

import dev.parklane.runtime.LinkPosition.Phase;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of link is built on: an agent's observation of a lane of another agent (law J1).
 *
 * <p>A link is told, one root event of its agent each: that it is made, the state of the lane as of
 * one point between cascades (law J7), what the lane does from then on, and how it ends. Handlers
 * are registered before {@code open()}. Opening, closing and writing take effect when the cascade
 * has succeeded (law O1); a cascade that fails takes them back, and a link that was made in it is
 * dead: every use but {@link #close} is refused (law F7). A link ends with its agent; while it is
 * there, neither its agent nor the one that it observes is idle (law L4).
 *
 * <p>A slow observer holds nobody up (law J6): of events that it has not handled yet the latest
 * counts, of the value or of each key; messages are kept one by one, up to {@code backlog(n)}.
 *
 * <p>Its methods are for the turn of its agent, unless they say otherwise; those of a link of a
 * {@link Client} may be called by any thread.
 */
public abstract class Link {
  private final Agent host;
  private final AgentRef to;
  private final String lane;
  private final @Nullable LinkForm asked; // null where it takes whatever the lane has
  private final LinkStanding standing;
  private final LinkCourse course;

  private LinkSettings settings = LinkSettings.DEFAULT; // before it is opened
  private int closings; // the host's turn: how often its user has closed it

  /**
   * A link of this agent, not opened.
   *
   * @param host the agent whose handlers are told
   * @param lane the lane to observe; its type is what events are checked against
   * @param form what the lane must look like: a value, a map or messages; null for whatever it is
   */
  @SuppressWarnings("this-escape") // kept for the end of the cascade; nothing is called on it
  protected Link(Agent host, LaneRef<?> lane, @Nullable LinkForm form) {
    this.host = Objects.requireNonNull(host, "host");
    this.to = lane.agent();
    this.lane = lane.name();
    this.asked = form;
    this.standing = new LinkStanding(this);
    this.course = new LinkCourse(this, standing);
    onUndo(() -> standing.moveForGood(LinkPosition.DEAD));
  }

  /** {@return the agent that it observes} Any thread. */
  public final AgentRef to() {
    return to;
  }

  /** {@return the name of the lane that it observes} Any thread. */
  public final String lane() {
    return lane;
  }

  /** {@return whether it is made: told what the lane does} */
  public final boolean isLinked() {
    return standing.position().phase() == Phase.LINKED;
  }

  /** {@return whether it has been told the state of the lane since it was made} */
  public final boolean isSynced() {
    return standing.position().synced();
  }

  /**
   * {@return whether it has been opened and has not ended for good} It may be written through as
   * long, linked or not: what is written goes to the agent at the other end, as a command does.
   */
  public final boolean isOpen() {
    return standing.position().isOpen();
  }

  /** Why it cannot be made to this lane, or null where it can. */
  final @Nullable String refuses(LinkForm found) {
    return asked == null || asked == found
        ? null
        : "takes " + found + " links, and was asked for a " + asked + " link";
  }

  final Agent host() {
    return host;
  }

  final LinkSettings settings() {
    return settings;
  }

  final LinkStanding standing() {
    return standing;
  }

  final LinkCourse course() {
    return course;
  }

  final HandlerName eventName() {
    return HandlerName.of(lane, "onLinkEvent", 0);
  }

  // --- how it is set up ---

  /** Lets it be made without being told the state, until {@link #sync} asks for it. */
  protected final void withoutSync() {
    change(settings.withoutSync());
  }

  /**
   * Lets events be told that come before the state (law J1); else they change the state silently.
   */
  protected final void tellEarlyEvents() {
    change(settings.withEarlyEvents());
  }

  /**
   * Bounds how many messages may wait for a slow observer before the link fails (law J6); 10,000
   * unless set.
   *
   * @param messages 1 or more
   * @throws IllegalArgumentException where it is not positive
   */
  protected final void setBacklog(int messages) {
    if (messages < 1) {
      throw new IllegalArgumentException(
          "[PL-J6.2] " + this + ": the backlog is " + messages + "; it must be 1 or more");
    }
    change(settings.withBacklog(messages));
  }

  /**
   * Sets what it does after it has ended; {@link Retry#NEVER} unless set.
   *
   * @param policy whether, and after which delays, it is made again
   */
  protected final void setRetry(Retry policy) {
    change(settings.withRetry(Objects.requireNonNull(policy, () -> "the retry of " + this)));
  }

  private void change(LinkSettings changed) {
    standing.requireNew();
    LinkSettings before = settings;
    settings = changed;
    onUndo(() -> settings = before);
  }

  /**
   * Registers a handler, unless the cascade in which that is done fails.
   *
   * @param <H> the kind of handler
   * @param handlers where the kind keeps its handlers, in the order in which they are called
   * @param handler added as the last, not null
   * @throws IllegalStateException where the link has been opened
   */
  protected final <H> void register(List<H> handlers, H handler) {
    standing.requireNew();
    handlers.add(Objects.requireNonNull(handler, () -> "a handler of " + this));
    onUndo(() -> handlers.remove(handlers.lastIndexOf(handler)));
  }

  private void onUndo(UndoLog.Undo undo) {
    if (Thread.currentThread() == host.turn) {
      host.cascade().onUndo(undo);
    }
  }

  // --- what its user does ---

  /**
   * Makes the link; an agent that is not there is made by it (law L1).
   *
   * @throws NoRouteException where no route matches the URI (law O4)
   * @throws IllegalStateException where it is open already
   * @throws LaneAccessException where it is not this thread's turn
   */
  protected final void openLink() {
    standing.requireAlive();
    to.destination().require();
    if (host instanceof Client) {
      standing.open();
    }
    inTurn(
        "open()",
        () -> {
          if (isOpen()) {
            throw new IllegalStateException("[PL-J1.3] " + this + " is open already");
          }
          course.open();
        });
  }

  /**
   * Ends the link; it is told nothing any more. Closing a closed link, or one of a closed client,
   * does nothing.
   */
  public final void close() {
    Runnable act =
        () -> {
          if (isOpen()) {
            closings++;
            course.close();
          }
        };
    if (host instanceof Client client && Thread.currentThread() != host.turn) {
      client.runUnlessClosed(act::run);
    } else {
      inTurn("close()", act);
    }
  }

  /**
   * {@return how often it was closed: a handler that closes it is followed by no other (law F8)}
   */
  protected final int closings() {
    return closings;
  }

  /** Asks for the state of the lane, now or once more (law J7). */
  public final void sync() {
    standing.requireAlive();
    inTurn(
        "sync()",
        () -> {
          Uplink uplink = standing.position().uplink();
          if (uplink == null) {
            throw new IllegalStateException(
                "[PL-J1.4] " + this + " is not linked; it cannot ask for the state");
          }
          to.destination().leaves(host.cascade(), new LinkRequest.Sync(uplink));
        });
  }

  /**
   * Writes to the lane at the other end: leaves when the cascade has succeeded (law O1).
   *
   * @param event what the lane shall do
   * @throws IllegalStateException where the link is not open
   */
  protected void write(LaneEvent event) {
    standing.requireAlive();
    if (!standing.isOpened()) {
      throw new IllegalStateException(
          "[PL-J1.5] " + this + " is not open; open it before you write through it");
    }
    inTurn(
        "writing through it",
        () -> {
          if (!isOpen()) {
            throw new IllegalStateException(
                "[PL-J1.5] " + this + " is not open; open it before you write through it");
          }
          to.destination().leaves(host.cascade(), new LaneWrite(lane, event));
        });
  }

  private void inTurn(String what, Runnable act) {
    if (Thread.currentThread() == host.turn) {
      act.run();
    } else if (host instanceof Client client) {
      client.run(act::run);
    } else {
      host.refuse(this + ": " + what);
    }
  }

  // --- what its kind does ---

  /** {@return the state that it has been told of, in a form that {@link #restore} takes back} */
  protected abstract @Nullable Object state();

  /**
   * Puts back a state that {@link #state} gave.
   *
   * @param state null where {@link #state} gave null
   */
  protected abstract void restore(@Nullable Object state);

  /** It is about to be made, or made anew: forgets the state (law J1). */
  protected abstract void forget();

  /**
   * {@return whether a lane of its agent is made of what it is told, which then has to be complete}
   */
  protected boolean isPartOfALane() {
    return false;
  }

  /**
   * Is given up by the lane that it is part of, as its handlers cannot say what shall become of it.
   */
  protected void abandon() {
    close();
  }

  /**
   * Is called when it is made. In a handler's turn, as all that follow. Calls {@link #linked()}
   * unless it is overridden.
   *
   * @param lane what the lane is
   * @throws Exception what a handler throws
   */
  protected void linked(LaneDescription lane) throws Exception {
    linked();
  }

  /**
   * Is called when it is made.
   *
   * @throws Exception what a handler throws
   */
  protected abstract void linked() throws Exception;

  /**
   * Takes the state of the lane, and calls handlers.
   *
   * @param state as {@link Lane#sync} of the lane gave it
   * @throws Exception what a handler throws
   */
  protected abstract void synced(@Nullable Object state) throws Exception;

  /**
   * Takes what the lane has done.
   *
   * @param event what the lane has done
   * @param tell whether handlers are told, or only the state changes
   * @throws Exception what a handler throws
   */
  protected abstract void told(LaneEvent event, boolean tell) throws Exception;

  /**
   * Is called when the lane, or its agent, has ended.
   *
   * @throws Exception what a handler throws
   */
  protected abstract void unlinked() throws Exception;

  /**
   * Is called when it could not be made, or has ended with a failure.
   *
   * @param cause the failure
   * @throws Exception what a handler throws
   */
  protected abstract void failed(Throwable cause) throws Exception;

  /** As in {@code link of /a to lane 'length' of /names/guests}. */
  @Override
  public final String toString() {
    return "link of " + host.uri() + " to lane '" + lane + "' of " + to;
  }
}
