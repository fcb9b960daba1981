package dev.parklane.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mailbox holds while its agent is not idle, and who waits before it. */
final class EventQueue {
  /** Who takes from it. */
  enum State {
    ACTIVE, // the root thread takes, or is about to
    ASLEEP, // nobody does; the next event wakes the agent
    HELD, // nobody does before it is released
    RETIRED
  }

  private static final VarHandle MESSAGES;

  static {
    try {
      MESSAGES = MethodHandles.lookup().findVarHandle(EventQueue.class, "messages", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  State state; // under the mailbox
  @Nullable Mail first; // under the mailbox: posted, oldest first
  private @Nullable Mail last; // under the mailbox
  int posted; // under the mailbox: how many they are
  int withdrawn; // under the mailbox: how many of them are withdrawn, about
  int waiting; // under the mailbox: posters that wait for room; the root thread reads
  volatile int messages; // through MESSAGES: how many count for the bound
  int uncounted; // root thread only: messages taken that still count for the bound
  @Nullable Mail taken; // root thread only: taken over from posted, oldest first
  volatile @Nullable Mark mark; // written under the mailbox: of who posts to several

  @Nullable Set<AtWork.Absence> absent; // under the mailbox: of posters that wait for room

  EventQueue(State state) {
    this.state = state;
  }

  /** So many messages more count for the bound. Any thread. */
  void count(int more) {
    MESSAGES.getAndAdd(this, more);
  }

  /** Whether the calling thread has to wait for the mark of another. Under the mailbox. */
  boolean isHeldUp() {
    Mark there = mark;
    if (there != null && there.isLifted()) {
      mark = null;
      return false;
    }
    return there != null && there.holdsUp();
  }

  /** Whether it holds nothing. Root thread, or where there is none. */
  boolean isEmpty() {
    return first == null && taken == null;
  }

  /** Puts an event before all others. Root thread, or where there is none. */
  void putFirst(Mail event) {
    event.next = taken;
    taken = event;
  }

  void append(Mail event) {
    Mail before = last;
    if (before == null) {
      first = event;
    } else {
      before.next = event;
    }
    last = event;
    posted++;
  }

  /** Takes out what is withdrawn, and one more. Under the mailbox. */
  void sweep(@Nullable Mail also) {
    Mail event = emptied();
    while (event != null) {
      Mail next = event.next;
      event.next = null;
      if (event != also && !event.isWithdrawn()) {
        append(event);
      }
      event = next;
    }
  }

  /** Takes all that is posted off it; what was first is given. Under the mailbox. */
  @Nullable Mail emptied() {
    Mail all = first;
    first = null;
    last = null;
    posted = 0;
    withdrawn = 0;
    return all;
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
