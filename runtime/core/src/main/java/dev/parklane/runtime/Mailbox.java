package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.LockProbe;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashSet;
import java.util.Set;
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

  private enum State {
    ACTIVE, // the root thread takes, or is about to
    ASLEEP, // nobody does; the next event wakes the agent
    HELD, // nobody does before it is released
    RETIRED
  }

  /**
   * The root thread counts what it takes in one go, not to fight with the posters for a cache line:
   * when it has taken all that it had, or this part of what may be in the mailbox.
   */
  private static final int UNCOUNTED = 1_024;

  private static final int SWEPT_FROM = 64; // withdrawn events that are not worth a sweep

  private static final Queue RETIRED = new Queue(State.RETIRED);
  private static final VarHandle MESSAGES;

  static {
    try {
      MESSAGES = MethodHandles.lookup().findVarHandle(Queue.class, "messages", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Null where the agent is idle. */
  private volatile @Nullable Queue queue; // written under this

  private static final class Queue {
    State state; // under the mailbox
    @Nullable RootEvent first; // under the mailbox: posted, oldest first
    @Nullable RootEvent last; // likewise
    int posted; // likewise: how many they are
    int withdrawn; // likewise: how many of them are withdrawn, about
    int waiting; // likewise: posters that wait for room; the root thread reads
    volatile int messages; // through MESSAGES: how many count for the bound
    int uncounted; // root thread only: messages taken that still count for the bound
    @Nullable RootEvent taken; // root thread only: taken over from posted, oldest first

    @Nullable Set<AtWork.Absence> absent; // under the mailbox: of posters that wait for room

    Queue(State state) {
      this.state = state;
    }

    AtWork.Absence leave(AtWork atWork) {
      AtWork.Absence absence = atWork.absence();
      if (absent == null) {
        absent = new HashSet<>();
      }
      absent.add(absence);
      absence.start();
      return absence;
    }

    void comeBack(AtWork.@Nullable Absence absence) {
      if (absence != null && absent != null) {
        absence.end();
        absent.remove(absence);
      }
    }

    /** By one that is at work, so that the plane is not quiet before the posters have looked. */
    void endAbsences() {
      if (absent != null) {
        absent.forEach(AtWork.Absence::end);
      }
    }
  }

  /** The calling thread is about to wait for room: what tells others so, where anything does. */
  @Nullable OpenWait waitsForRoom() {
    return null;
  }

  /** How many messages may be in it. */
  abstract int capacity();

  /**
   * Adds an event. Any thread. Whoever wakes the agent has counted it as at work before the event
   * can be seen, so that nothing is under way when the count is zero.
   */
  final synchronized Posted post(RootEvent event, AtWork atWork) {
    Queue q = queue;
    if (q == RETIRED) {
      return Posted.RETIRED;
    }
    if (q == null) {
      q = new Queue(State.ASLEEP);
    }
    if (event.isMessage()) {
      if (q.messages >= capacity()) {
        return Posted.FULL;
      }
      MESSAGES.getAndAdd(q, 1);
    }
    boolean wakes = q.state == State.ASLEEP;
    if (wakes) {
      atWork.begin();
      q.state = State.ACTIVE;
    }
    append(q, event);
    queue = q;
    return wakes ? Posted.WAKE : Posted.QUEUED;
  }

  /** Adds an event where the agent is idle, and only there; whether it did, and has to be woken. */
  final synchronized boolean postIfIdle(RootEvent event, AtWork atWork) {
    return queue == null && post(event, atWork) == Posted.WAKE;
  }

  private static void append(Queue q, RootEvent event) {
    RootEvent last = q.last;
    if (last == null) {
      q.first = event;
    } else {
      last.next = event;
    }
    q.last = event;
    q.posted++;
  }

  /**
   * Waits until there is room for this message, it is given up, or the mailbox is closed for good.
   *
   * @param atWork where the poster counts, which does not while it waits; null where it does not
   * @throws InterruptedException where the poster is interrupted; nothing was posted
   */
  final synchronized void awaitRoom(RootEvent message, @Nullable AtWork atWork)
      throws InterruptedException {
    while (!message.isGivenUp()) {
      Queue q = queue;
      if (q == null || q == RETIRED) {
        return;
      }
      q.waiting++;
      VarHandle.fullFence(); // the root thread lowers the count, then looks for who waits
      try {
        if (q.messages < capacity()) {
          return;
        }
        AtWork.Absence absence = atWork == null ? null : q.leave(atWork);
        OpenWait open = waitsForRoom();
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
  final synchronized boolean hasRoom() {
    Queue q = queue;
    return q == null || q == RETIRED || q.messages < capacity();
  }

  /** Says that an event which is still in the mailbox is of no use any more. Any thread. */
  final synchronized void withdrawn() {
    Queue q = queue;
    if (q == null || q == RETIRED) {
      return;
    }
    q.withdrawn++;
    if (q.withdrawn >= SWEPT_FROM && q.withdrawn > q.posted / 2) {
      sweep(q, null);
    }
  }

  private static void sweep(Queue q, @Nullable RootEvent also) {
    RootEvent event = emptied(q);
    while (event != null) {
      RootEvent next = event.next;
      event.next = null;
      if (event != also && !event.isWithdrawn()) {
        append(q, event);
      }
      event = next;
    }
  }

  /** The oldest event, or null where there is none now. Root thread only. */
  final @Nullable RootEvent take() {
    Queue q = queue;
    if (q == null || q == RETIRED) {
      return null;
    }
    RootEvent event = q.taken;
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
  private void count(Queue q) {
    MESSAGES.getAndAdd(q, -q.uncounted);
    q.uncounted = 0;
    if (q.waiting > 0) {
      tellOfRoom();
    }
  }

  private synchronized @Nullable RootEvent takeOver(Queue q) {
    return emptied(q);
  }

  /** Takes all that is posted off the queue; what was first is given. */
  private static @Nullable RootEvent emptied(Queue q) {
    RootEvent first = q.first;
    q.first = null;
    q.last = null;
    q.posted = 0;
    q.withdrawn = 0;
    return first;
  }

  /** Lets those look who wait for room. Any thread. */
  final synchronized void tellOfRoom() {
    tell(queue);
  }

  private void tell(@Nullable Queue q) {
    if (q != null) {
      q.endAbsences();
    }
    notifyAll();
  }

  /**
   * Takes the event that woke the agent back and goes to sleep, where the agent could not be woken.
   * By the poster of that event. Others that have come meanwhile stay for the next that wakes it.
   */
  final synchronized void takeBack(RootEvent event) {
    Queue q = queue;
    if (q == null) {
      return;
    }
    sweep(q, event);
    if (q.taken == event) {
      q.taken = event.next;
      event.next = null;
    }
    if (event.isMessage()) {
      MESSAGES.getAndAdd(q, -1);
    }
    if (q.first == null && q.taken == null) {
      queue = null;
    } else {
      q.state = State.ASLEEP;
    }
    tell(q);
  }

  /** Puts back the event that was taken last, before all others. Root thread only. */
  final void putBack(RootEvent event) {
    Queue q = queue;
    if (q != null && q != RETIRED) {
      event.next = q.taken;
      q.taken = event;
      if (event.isMessage()) {
        MESSAGES.getAndAdd(q, 1);
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

  private boolean endWith(@Nullable Queue successor) {
    Queue q = queue;
    if (q != null && (q.taken != null || q.first != null)) {
      return false;
    }
    queue = successor;
    tell(q);
    return true;
  }

  /** Keeps what comes, and what is there, until {@link #release}. Root thread only. */
  final synchronized void hold() {
    Queue q = queue;
    if (q != null) {
      q.state = State.HELD;
    }
  }

  /**
   * Ends a {@link #hold} with an event that goes before all others. Any thread.
   *
   * @return whether it was held, and the caller has to wake the agent
   */
  final synchronized boolean release(RootEvent event, AtWork atWork) {
    Queue q = queue;
    if (q == null || q.state != State.HELD) {
      return false;
    }
    atWork.begin();
    q.state = State.ACTIVE;
    event.next = q.taken;
    q.taken = event;
    return true;
  }
}
