package dev.parklane.runtime;

import dev.parklane.runtime.EventQueue.State;
import dev.parklane.runtime.scheduling.LockProbe;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The queue of an agent's root events: many threads post, the agent's root thread takes (law E1).
 *
 * <p>It has a bound (law O3), on messages only: what the runtime itself posts, such as the firing
 * of a timer or the event of a link, has bounds of its own. Its poster may withdraw an event that
 * has not been taken: a link does so with events that newer ones replace (law J6). What is
 * withdrawn is swept out when it is as much as the rest, so that the queue stays in proportion to
 * what is alive in it.
 *
 * <p>An idle agent pays four bytes for it: the queue itself comes and goes with its first and last
 * event. Posters hold the lock for a few instructions, and the root thread takes all that is there
 * at once, so that the two rarely meet.
 */
abstract class Mailbox {
  /** A wait for room that others can see, until it ends. */
  interface WaitsForRoom {
    void end();
  }

  /** What became of a posted event. */
  enum Posted {
    /** It is queued behind others, or the agent is at work already. */
    QUEUED,
    /** It is queued, and the poster has to wake the agent. */
    WAKE,
    /** There are as many messages as may be; it is not queued. */
    FULL,
    /** The mailbox is closed for good; the event has to go to its successor. */
    RETIRED
  }

  /** What became of the claim of one who posts to several mailboxes. */
  enum Claimed {
    /** Nobody else posts to it, and nothing is taken, before the mark is lifted. */
    TAKEN,
    /** There is less room than was asked for. */
    FULL,
    /** The mailbox is closed for good. */
    RETIRED
  }

  // What is taken is counted in one go, not to fight with posters for a cache line: when all is
  // taken, or this part of what may be in the mailbox.
  private static final int UNCOUNTED = 1_024;

  private static final int SWEPT_FROM = 64; // withdrawn events that are not worth a sweep

  private static final EventQueue RETIRED = new EventQueue(State.RETIRED);

  /** Null where the agent is idle. */
  volatile @Nullable EventQueue queue; // written under this

  /** The calling thread is about to wait for room: what tells others so, where anything does. */
  @Nullable WaitsForRoom waitsForRoom() {
    return null;
  }

  /** How many messages may be in it. */
  abstract int capacity();

  /** Wakes the agent, which has this event and is idle, after the mark of its poster is lifted. */
  abstract void wakeAfterMark(Mail by);

  /**
   * Adds an event. Any thread. Whoever wakes the agent has counted it as at work before the event
   * can be seen, so that nothing is under way when the count is zero. Waits while the mark of
   * another stands before the mailbox; behind a mark of its own it leaves the waking to that.
   */
  final Posted post(Mail event, AtWork atWork) {
    Posted posted = tryPost(event, atWork);
    while (posted == null) {
      awaitMark();
      posted = tryPost(event, atWork);
    }
    return posted;
  }

  /** Adds an event as {@link #post} does; null where a mark stands before the mailbox. */
  final synchronized @Nullable Posted tryPost(Mail event, AtWork atWork) {
    EventQueue q = queue;
    if (q == RETIRED) {
      return Posted.RETIRED;
    }
    if (q == null) {
      q = new EventQueue(State.ASLEEP);
    } else if (q.mark != null && q.isHeldUp()) {
      return null;
    }
    if (event.isMessage()) {
      if (q.messages >= capacity()) {
        return Posted.FULL;
      }
      q.count(1);
    }
    boolean wakes = q.state == State.ASLEEP;
    if (wakes) {
      atWork.begin();
      q.state = State.ACTIVE;
    }
    q.append(event);
    queue = q;
    Mark own = q.mark;
    if (wakes && own != null) {
      own.wakesLater(() -> wakeAfterMark(event));
      return Posted.QUEUED;
    }
    return wakes ? Posted.WAKE : Posted.QUEUED;
  }

  /** Adds an event where the agent is idle, and only there; whether it did, and has to be woken. */
  final boolean postIfIdle(Mail event, AtWork atWork) {
    while (true) {
      synchronized (this) {
        EventQueue q = queue;
        boolean idle = q == null || (q.state == State.ASLEEP && q.isEmpty());
        if (!idle || q == null || !q.isHeldUp()) {
          return idle && tryPost(event, atWork) == Posted.WAKE;
        }
      }
      awaitMark();
    }
  }

  // --- for those who post to several at once -----------------------------------------------------

  /**
   * Sets a mark before the mailbox: until it is lifted nobody else posts, and nothing is taken that
   * has not been taken over yet. Waits while that of another stands. Any thread.
   *
   * @param places for how many messages there has to be room
   */
  final Claimed claim(Mark mark, int places) {
    while (true) {
      synchronized (this) {
        EventQueue q = queue;
        if (q == RETIRED) {
          return Claimed.RETIRED;
        }
        if (q == null) {
          q = new EventQueue(State.ASLEEP);
        }
        if (!q.isHeldUp()) {
          if (places > 0 && q.messages + places > capacity()) {
            return Claimed.FULL;
          }
          q.mark = mark;
          queue = q;
          return Claimed.TAKEN;
        }
      }
      awaitMark();
    }
  }

  /** Takes a mark away behind which nothing was posted. By its thread. */
  final synchronized void unclaim(Mark mark) {
    EventQueue q = queue;
    if (q != null && q.mark == mark) {
      q.mark = null;
      if (q.state == State.ASLEEP && q.isEmpty()) {
        queue = null;
      }
    }
  }

  /** The mark that the calling thread has set before the mailbox and not lifted, if it has. */
  final @Nullable Mark ownMark() {
    EventQueue q = queue;
    Mark mark = q == null ? null : q.mark;
    return mark != null && mark.isOwn() ? mark : null;
  }

  private void awaitMark() {
    EventQueue q = queue;
    Mark mark = q == null ? null : q.mark;
    if (mark != null && mark.holdsUp()) {
      mark.await();
    }
  }

  /**
   * Waits until there is room for this message, it is given up, or the mailbox is closed for good.
   *
   * @param atWork where the poster counts, which does not while it waits; null where it does not
   * @throws InterruptedException where the poster is interrupted; nothing was posted
   */
  final void awaitRoom(Mail message, @Nullable AtWork atWork) throws InterruptedException {
    awaitRoom(message, 1, atWork);
  }

  /** Waits until there is room for so many messages, or the mailbox is closed for good. */
  final void awaitRoom(int places, AtWork atWork) throws InterruptedException {
    awaitRoom(null, places, atWork);
  }

  private synchronized void awaitRoom(@Nullable Mail message, int places, @Nullable AtWork atWork)
      throws InterruptedException {
    while (message == null || !message.isGivenUp()) {
      EventQueue q = queue;
      if (q == null || q == RETIRED) {
        return;
      }
      q.waiting++;
      VarHandle.fullFence(); // the root thread lowers the count, then looks for who waits
      try {
        if (q.messages + places <= capacity()) {
          return;
        }
        AtWork.Absence absence = atWork == null ? null : q.leave(atWork);
        WaitsForRoom open = waitsForRoom();
        try {
          wait();
          LockProbe.answer();
        } finally {
          if (open != null) {
            open.end();
          }
          q.comeBack(absence);
        }
      } finally {
        q.waiting--;
      }
    }
  }

  /** Whether it would take a message now. Any thread. */
  final boolean hasRoom() {
    return hasRoom(1);
  }

  /** Whether it would take so many messages now. Any thread. */
  final synchronized boolean hasRoom(int places) {
    EventQueue q = queue;
    return q == null || q == RETIRED || q.messages + places <= capacity();
  }

  /** Says that an event which is still in the mailbox is of no use any more. Any thread. */
  final synchronized void withdrawn() {
    EventQueue q = queue;
    if (q == null || q == RETIRED) {
      return;
    }
    q.withdrawn++;
    if (q.withdrawn >= SWEPT_FROM && q.withdrawn > q.posted / 2) {
      q.sweep(null);
    }
  }

  /**
   * The oldest event, or null where there is none now. Waits while a mark stands before what has
   * come. Root thread only.
   */
  final @Nullable Mail take() {
    EventQueue q = queue;
    if (q == null || q == RETIRED) {
      return null;
    }
    Mail event = q.taken;
    if (event == null) {
      event = takeOver(q);
      if (event == null) {
        return null;
      }
    }
    q.taken = event.next;
    event.next = null;
    if (event.isMessage()) {
      q.uncounted++;
      if (q.uncounted > capacity() / UNCOUNTED || q.taken == null || q.waiting > 0) {
        count(q);
      }
    }
    return event;
  }

  /** Makes room for what has been taken, and tells those who wait for it. */
  private void count(EventQueue q) {
    q.count(-q.uncounted);
    q.uncounted = 0;
    if (q.waiting > 0) {
      tellOfRoom();
    }
  }

  private @Nullable Mail takeOver(EventQueue q) {
    while (true) {
      synchronized (this) {
        if (q.mark == null || !q.isHeldUp()) {
          return q.first == null ? null : q.emptied();
        }
      }
      awaitMark();
    }
  }

  /** Lets those look who wait for room. Any thread. */
  final synchronized void tellOfRoom() {
    tell(queue);
  }

  private void tell(@Nullable EventQueue q) {
    if (q != null && q.absent != null) {
      q.endAbsences();
    }
    notifyAll();
  }

  /**
   * Takes the event that woke the agent back and goes to sleep, where the agent could not be woken.
   * By the poster of that event. Others that have come meanwhile stay for the next that wakes it.
   */
  final synchronized void takeBack(Mail event) {
    EventQueue q = queue;
    if (q == null) {
      return;
    }
    q.sweep(event);
    if (q.taken == event) {
      q.taken = event.next;
      event.next = null;
    }
    if (event.isMessage()) {
      q.count(-1);
    }
    if (q.isEmpty() && !q.isHeldUp()) {
      queue = null;
    } else {
      q.state = State.ASLEEP;
    }
    tell(q);
  }

  /** Puts back the event that was taken last, before all others. Root thread only. */
  final void putBack(Mail event) {
    EventQueue q = queue;
    if (q != null && q != RETIRED) {
      q.putFirst(event);
      if (event.isMessage()) {
        q.count(1);
      }
    }
  }

  /** Goes idle, unless an event has come since the last {@link #take}. Root thread only. */
  final synchronized boolean rest() {
    return endWith(null);
  }

  /** Closes for good, unless an event has come since the last {@link #take}. Root thread only. */
  final synchronized boolean retire() {
    return endWith(RETIRED);
  }

  private boolean endWith(@Nullable EventQueue successor) {
    EventQueue q = queue;
    if (q != null && (!q.isEmpty() || (q.mark != null && q.isHeldUp()))) {
      return false;
    }
    queue = successor;
    tell(q);
    return true;
  }

  /** Keeps what comes, and what is there, until {@link #release}. Root thread only. */
  final synchronized void hold() {
    EventQueue q = queue;
    if (q != null) {
      q.state = State.HELD;
    }
  }

  /**
   * Ends a {@link #hold} with an event that goes before all others. Any thread.
   *
   * @return whether it was held, and the caller has to wake the agent
   */
  final synchronized boolean release(Mail event, AtWork atWork) {
    EventQueue q = queue;
    if (q == null || q.state != State.HELD) {
      return false;
    }
    atWork.begin();
    q.state = State.ACTIVE;
    q.putFirst(event);
    return true;
  }
}
