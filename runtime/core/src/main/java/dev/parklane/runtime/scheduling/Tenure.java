package dev.parklane.runtime.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Whose calls an enclosure is for, where it is for one party's at a time: from the beginning of a
 * party's outermost call until that returns, others wait, in the order in which they came, also
 * while all threads of the party have left the enclosure to wait (law H5). A party is an agent in
 * its turn, or a thread that is in no agent's.
 *
 * <p>Who waits is in the {@link WaitGraph}, so that a cycle of waits fails where it closes (law
 * O2), and is not at work meanwhile.
 */
final class Tenure implements WaitGraph.Held {
  private final String name;
  private final Deque<Wait> waiting = new ArrayDeque<>(); // guarded by this
  private volatile @Nullable Object holder; // written under this
  private int calls; // the holder's threads, of which one runs at a time; handed on under this

  /** A party that waits. */
  private static final class Wait {
    final Object party;
    final Thread thread = Thread.currentThread();
    final HandlerEnvironment.@Nullable Away away;
    volatile boolean isOver; // written under the tenure

    Wait(Object party, HandlerEnvironment.@Nullable Away away) {
      this.party = party;
      this.away = away;
    }
  }

  Tenure(String name) {
    this.name = name;
  }

  /** The party that the calling thread acts for. */
  static Object party() {
    return HandlerEnvironment.CURRENT.isBound()
        ? HandlerEnvironment.CURRENT.get().party()
        : Thread.currentThread();
  }

  @Override
  public @Nullable Object holder() {
    return holder;
  }

  /**
   * Begins a call of the calling thread's party, when it is its turn.
   *
   * @throws InterruptedException where the thread is interrupted before
   * @throws IllegalStateException where it would wait for itself
   */
  void begin() throws InterruptedException {
    Object party = party();
    if (party.equals(holder)) {
      calls++;
    } else if (!tryBegin(party)) {
      await(party);
    }
  }

  private synchronized boolean tryBegin(Object party) {
    if (holder != null) {
      return false;
    }
    hold(party);
    return true;
  }

  private void hold(Object party) {
    holder = party;
    calls = 1;
  }

  private void await(Object party) throws InterruptedException {
    HandlerEnvironment around =
        HandlerEnvironment.CURRENT.isBound() ? HandlerEnvironment.CURRENT.get() : null;
    Object agent = around == null ? party : around.agentPlace();
    enter(around, party);
    try {
      // An agent may wait for its subtasks: so it waits for what they wait for, but for itself.
      if (agent.equals(party) || agent.equals(holder)) {
        await(party, around);
      } else {
        enter(around, agent);
        try {
          await(party, around);
        } finally {
          WaitGraph.leave(agent, this);
        }
      }
    } finally {
      WaitGraph.leave(party, this);
    }
  }

  private void enter(@Nullable HandlerEnvironment around, Object waiter) {
    List<Object> cycle = WaitGraph.enter(waiter, this);
    if (!cycle.isEmpty()) {
      throw refused(around, cycle);
    }
  }

  private void await(Object party, @Nullable HandlerEnvironment around)
      throws InterruptedException {
    Wait wait = new Wait(party, around == null ? null : around.away());
    if (queue(wait)) {
      try {
        await(wait);
      } finally {
        if (wait.away != null) {
          wait.away.end();
        }
      }
    }
  }

  private static RuntimeException refused(@Nullable HandlerEnvironment around, List<Object> cycle) {
    List<String> names =
        cycle.stream()
            .map(one -> one instanceof Thread thread ? "thread '" + thread.getName() + "'" : one)
            .map(Object::toString)
            .toList();
    return around == null
        ? new IllegalStateException(
            "[PL-O2] entering a guest refused, it would wait for itself: "
                + String.join(" -> ", names))
        : around.refused(names);
  }

  /** Whether it has to wait; where it is free already the wait is over. */
  private synchronized boolean queue(Wait wait) {
    if (tryBegin(wait.party)) {
      return false;
    }
    waiting.addLast(wait);
    if (wait.away != null) {
      wait.away.start();
    }
    return true;
  }

  private void await(Wait wait) throws InterruptedException {
    while (!wait.isOver) {
      if (Thread.currentThread().isInterrupted() && giveUp(wait)) {
        throw new InterruptedException("interrupted while it waited for " + name);
      }
      if (!wait.isOver) {
        LockSupport.park(this);
      }
    }
  }

  private synchronized boolean giveUp(Wait wait) {
    Thread.interrupted();
    boolean givenUp = waiting.remove(wait);
    if (!givenUp) {
      Thread.currentThread().interrupt(); // it is this party's turn; who runs inside is told
    }
    return givenUp;
  }

  /** Ends a call of the party that holds it; after the outermost one it is the next one's turn. */
  void end() {
    if (--calls == 0) {
      handOn();
    }
  }

  private synchronized void handOn() {
    Wait next = waiting.pollFirst();
    if (next == null) {
      holder = null;
      return;
    }
    hold(next.party);
    if (next.away != null) {
      next.away.end(); // at work again, before who hands it on may cease to be
    }
    next.isOver = true;
    LockSupport.unpark(next.thread);
  }

  /** As in {@code the js guest}. */
  @Override
  public String toString() {
    return name;
  }
}
