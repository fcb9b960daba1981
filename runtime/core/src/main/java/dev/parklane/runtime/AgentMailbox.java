package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.runtime.scheduling.AgentWork;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** The mailbox of an agent at its URI: who posts to it wakes the agent where it is idle. */
abstract class AgentMailbox extends Mailbox implements AgentWork {
  final Commons commons;
  final Route route;
  final String uri;

  AgentMailbox(Commons commons, Route route, String uri) {
    this.commons = commons;
    this.route = route;
    this.uri = uri;
  }

  final Commons commons() {
    return commons;
  }

  final Route route() {
    return route;
  }

  public final String uri() {
    return uri;
  }

  /** How many messages wait in it, give or take those that are being taken now. Any thread. */
  final int pending() {
    EventQueue there = queue;
    return there == null ? 0 : Math.max(0, there.messages - there.uncounted);
  }

  @Override
  public final String name() {
    return uri;
  }

  /**
   * Posts an event, and wakes the agent if it is idle; false where this place is closed for good.
   */
  boolean deliver(RootEvent event) {
    return tryDeliver(event) != Posted.RETIRED;
  }

  /** Posts an event, wakes the agent if it is idle, and says whether there was room. */
  Posted tryDeliver(RootEvent event) {
    Posted posted = post(event, commons.atWork);
    if (commons.footprint != null) {
      tell(commons.footprint, event, posted);
    }
    if (posted == Posted.WAKE) {
      wake(event);
    }
    return posted;
  }

  /**
   * Posts a message from outside, and wakes the agent if it is idle, where the plane is open, there
   * is room, and no mark stands in the way; false where it was not posted.
   *
   * <p>It looks whether the plane is open under the lock under which it posts, and who closes the
   * plane takes that lock once when it is not open any more, for {@link #endBackoff}. So who posts
   * need not say before that it will, in a counter that all would share.
   */
  boolean deliverIfOpen(RootEvent message) {
    Posted posted = postIfOpen(message);
    if (commons.footprint != null && posted != null) {
      tell(commons.footprint, message, posted);
    }
    if (posted == Posted.WAKE) {
      wake(message);
    }
    return posted == Posted.WAKE || posted == Posted.QUEUED;
  }

  private synchronized @Nullable Posted postIfOpen(RootEvent message) {
    return commons.life.isOpen() ? tryPost(message, commons.atWork) : null;
  }

  /**
   * Posts an event as {@link #tryDeliver} does, for a poster that does not wait for room: a
   * simulation may say that there is none.
   */
  Posted tryDeliverNow(RootEvent event) {
    Interference faults = commons.faults;
    if (faults != null) {
      commons.touches("mailbox", uri, Footprint.Touch.CHANGES); // who comes first is drawn first
      if (faults.fills(uri, event.message())) {
        return Posted.FULL;
      }
    }
    return tryDeliver(event);
  }

  /** The oldest event, or null where there is none now. Root thread only. */
  @Nullable RootEvent nextEvent() {
    RootEvent event = (RootEvent) take();
    return commons.footprint == null ? event : taken(commons.footprint, event, false);
  }

  /**
   * An event was taken, where somebody wants to know.
   *
   * @param isAwake whether the agent was there before it came
   */
  final @Nullable RootEvent taken(Footprint told, @Nullable RootEvent event, boolean isAwake) {
    if (event != null) {
      told.takes(uri, event, isAwake && !hasInstance());
    }
    return event;
  }

  /** Whether there is an instance of the agent. */
  abstract boolean hasInstance();

  private void tell(Footprint told, RootEvent event, Posted posted) {
    switch (posted) {
      case QUEUED, WAKE -> told.posts(uri, event, event.isMessage(), capacity(), !hasInstance());
      case FULL -> told.refuses(uri);
      case RETIRED -> {}
    }
  }

  /** Posts an event and wakes the agent where it is idle; does nothing where it is not. */
  void deliverIfIdle(RootEvent event) {
    if (postIfIdle(event, commons.atWork)) {
      if (commons.footprint != null) {
        tell(commons.footprint, event, Posted.WAKE);
      }
      wake(event);
    }
  }

  @Override
  void wakeAfterMark(Mail first) {
    RootEvent by = (RootEvent) first;
    try {
      wake(by);
    } catch (RuntimeException | Error e) {
      by.notWoken(commons, uri, e);
    }
  }

  private void wake(RootEvent by) {
    try {
      LockStepScheduler.wake(this, route.mounted > 0, commons.carriers, commons.owners);
    } catch (RuntimeException | Error e) { // no memory, most likely: the sender has to know
      takeBack(by);
      commons.atWork.end();
      throw e;
    }
  }

  /** Sends a command to the agent if it is alive when its turn comes; whether that is so now. */
  boolean broadcast(RootEvent.Broadcast command, Departure by) {
    commons.touches("place", uri, Footprint.Touch.LOOKS);
    Posted posted = tryDeliverNow(command);
    if (posted == Posted.FULL) {
      refuseForWantOfRoom(command, by);
    }
    return posted != Posted.RETIRED && posted != Posted.FULL;
  }

  /** Makes a message a dead letter that the mailbox was too full for (law O3). */
  void refuseForWantOfRoom(RootEvent message, Departure by) {
    String why =
        "the mailbox of "
            + uri
            + " holds "
            + capacity()
            + " messages, which is its capacity; send less, or raise it with"
            + " withMailboxCapacity(n)";
    by.afterwards(
        () -> commons.letters().add(uri, message, DeadLetter.Reason.MAILBOX_FULL, why, null));
  }

  /** Whether it waits for time, as its agent backs off. Any thread. */
  final synchronized boolean isHeld() {
    EventQueue q = queue;
    return q != null && q.state == EventQueue.State.HELD;
  }

  /** Ends a back-off before its time, or at it. Any thread. */
  void endBackoff() {
    RootEvent restart = new RootEvent.Restart();
    if (release(restart, commons.atWork)) {
      if (commons.footprint != null) {
        tell(commons.footprint, restart, Posted.WAKE);
      }
      wake(restart);
    }
  }

  @Override
  WaitsForRoom waitsForRoom() {
    return OpenWait.begin(commons, uri, "command", this::tellOfRoom);
  }

  @Override
  int capacity() {
    return route.mailboxCapacity;
  }

  /** Whether a failure of its agent is to be logged in full (law F9). */
  public boolean tellsInFull(Logger log, String kind, String lane, Throwable failure) {
    return tellsInFull(log, Level.ERROR, kind, lane, failure);
  }

  /** Whether something is to be logged in full at a level (law F9). */
  boolean tellsInFull(Logger log, Level level, String kind, String lane, Throwable failure) {
    Cause cause = Cause.of(kind, route.pattern().toString(), lane, failure);
    return commons.failures().tellsInFull(log, level, cause);
  }

  /** Whether that is to be logged in full where nothing was thrown (law F9). */
  boolean tellsInFull(Logger log, String kind, String lane) {
    return tellsInFull(log, Level.ERROR, kind, lane);
  }

  /** Whether something is to be logged in full at a level, where nothing was thrown (law F9). */
  boolean tellsInFull(Logger log, Level level, String kind, String lane) {
    Cause cause = Cause.of(kind, route.pattern().toString(), lane);
    return commons.failures().tellsInFull(log, level, cause);
  }
}
