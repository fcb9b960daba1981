package dev.parklane.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an agent's root events: many threads post, the agent's root thread takes (law E1).
 *
 * <p>One field holds the newest event or one of three states, so an idle agent pays four bytes for
 * it and a post is one compare-and-set. Events are linked newest first as they come; the root
 * thread takes all at once and turns them round. The idea is that of R. K. Treiber's stack (1986),
 * emptied whole as in the inboxes of many actor systems.
 */
abstract class Mailbox {
  /** What became of a posted event. */
  enum Posted {
    /** It is queued behind others, or the agent is at work already. */
    QUEUED,
    /** It is queued, and the poster has to wake the agent. */
    WAKE,
    /** The mailbox is closed for good; the event has to go to its successor. */
    RETIRED
  }

  private static final RootEvent ACTIVE = new RootEvent.State("active");
  private static final RootEvent RETIRED = new RootEvent.State("retired");
  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(Mailbox.class, "newest", RootEvent.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null where the agent is idle. */
  private volatile @Nullable RootEvent newest; // any thread, through NEWEST

  private @Nullable RootEvent oldest; // root thread only: taken over, in order of arrival

  /**
   * Adds an event. Any thread; never blocks. Whoever wakes the agent has counted it as at work
   * before the event can be seen, so that nothing is under way when the count is zero.
   */
  final Posted post(RootEvent event, AtWork atWork) {
    boolean begun = false;
    while (true) {
      RootEvent before = newest;
      if (before == null && !begun) {
        atWork.begin();
        begun = true;
      }
      event.next = before == ACTIVE ? null : before;
      if (before == RETIRED || NEWEST.compareAndSet(this, before, event)) {
        if (before == null) {
          return Posted.WAKE;
        }
        if (begun) {
          atWork.end();
        }
        return before == RETIRED ? Posted.RETIRED : Posted.QUEUED;
      }
    }
  }

  /** The oldest event, or null where there is none now. Root thread only. */
  final @Nullable RootEvent take() {
    if (oldest == null) {
      oldest = turnRound();
    }
    RootEvent event = oldest;
    if (event != null) {
      oldest = event.next;
      event.next = null;
    }
    return event;
  }

  private @Nullable RootEvent turnRound() {
    if (newest == ACTIVE) {
      return null;
    }
    RootEvent from = (RootEvent) NEWEST.getAndSet(this, ACTIVE);
    RootEvent turned = null;
    while (from != null) {
      RootEvent older = from.next;
      from.next = turned;
      turned = from;
      from = older;
    }
    return turned;
  }

  /**
   * Takes the event that woke the agent back and goes idle, where the agent could not be woken. By
   * the poster of that event. Others that have come meanwhile stay for the next that wakes it.
   */
  final void takeBack() {
    take();
    while (!NEWEST.compareAndSet(this, ACTIVE, null)) {
      append(turnRound());
    }
  }

  private void append(@Nullable RootEvent events) {
    RootEvent last = oldest;
    if (last == null) {
      oldest = events;
      return;
    }
    while (last.next != null) {
      last = last.next;
    }
    last.next = events;
  }

  /** Goes idle, unless an event has come since the last {@link #take}. */
  final boolean rest() {
    return oldest == null && NEWEST.compareAndSet(this, ACTIVE, null);
  }

  /** Closes for good, unless an event has come since the last {@link #take}. */
  final boolean retire() {
    return oldest == null && NEWEST.compareAndSet(this, ACTIVE, RETIRED);
  }
}
