package dev.parklane.runtime.scheduling;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What waits for a turn on the carriers of a plane, first come first served, and the carriers that
 * sleep until something does.
 *
 * <p><strong>Order.</strong> There is one queue, and no carrier prefers what it has added itself.
 * So agents that keep each other at work take their turns among all others (law E7), and an agent
 * to which many send finds what all have sent that stood before it.
 *
 * <p><strong>Sleep.</strong> A carrier that finds nothing is <em>looking</em> until it has found
 * something or sleeps. Who adds a turn wakes a carrier only where none is looking: one that is
 * looking finds the turn, or looks once more when it has gone to sleep. Who was the last that
 * looked, and found something, wakes another where there is more. So under load nobody is woken,
 * and a wave of turns wakes carriers one by one. A carrier that looks alone does so for a moment
 * before it sleeps: answers and what answers them come sooner than a thread wakes.
 *
 * <p><strong>Carriers</strong> start when there is work for one more of them, and end when there
 * was none for them for long; one stays. What is added is never lost for want of a thread. Where
 * some do not come back from their turns, as many more are lent, and the next that come back are
 * too many then, and end.
 */
final class TurnQueue {
  /** How many carriers are lent at the most. */
  static final int MOST_LENT = 8;

  private static final Logger LOG = LoggerFactory.getLogger(TurnQueue.class);

  /** About what it takes to wake a thread. */
  private static final long LOOKED_NANOS =
      Runtime.getRuntime().availableProcessors() > 1 ? 30_000 : 0;

  private final Queue<Runnable> turns = new ConcurrentLinkedQueue<>();
  private final Deque<Sleeper> sleeping = new ConcurrentLinkedDeque<>(); // the last one first
  private final AtomicInteger looking = new AtomicInteger(); // those carriers
  private final AtomicInteger carriers = new AtomicInteger(); // started, or about to be
  private final int most;
  private final long keptNanos;
  private final Starter starter;
  private volatile int lent; // the watch of the carriers: how many more there may be now
  private volatile boolean closed; // any thread sets it, for good

  /** What makes carriers. */
  interface Starter {
    /** Starts a thread that does this, and adds it to those that are waited for. */
    void start(Runnable work);
  }

  /** A carrier that sleeps, or may. */
  private static final class Sleeper {
    private final Thread carrier = Thread.currentThread();
    private volatile boolean woken; // by whoever has taken it from those that sleep
  }

  /**
   * Has no carriers yet.
   *
   * @param most how many carriers there may be, 1 or more
   * @param keptNanos how long a carrier sleeps before it ends
   */
  TurnQueue(int most, long keptNanos, Starter starter) {
    this.most = most;
    this.keptNanos = keptNanos;
    this.starter = starter;
  }

  /** Starts the first carrier, which stays until this is closed. */
  void open() {
    carriers.incrementAndGet();
    start();
  }

  /**
   * Adds a turn behind all others. Any thread.
   *
   * @return false where this is closed, and it was not added
   */
  boolean add(Runnable turn) {
    if (closed) {
      return false;
    }
    turns.add(turn);
    if (closed && turns.remove(turn)) {
      return false; // the last carrier may have gone
    }
    wakeOne();
    return true;
  }

  /** The turn that comes next, if there is one, as long as no carrier takes it. Any thread. */
  @Nullable Runnable peek() {
    return turns.peek();
  }

  /** Takes a turn that was seen, where no other carrier has; not by one that is too many. */
  boolean take(Runnable turn) {
    return carriers.get() <= mostNow() && turns.remove(turn);
  }

  /** Adds what a carrier puts off, and nobody is woken: it takes a turn next. That carrier. */
  void putOff(Runnable turn) {
    turns.add(turn);
  }

  /**
   * Has others do the work of carriers that do not come back from their turns, as far as it waits.
   *
   * @param missing how many those are now; all that were lent before are given back where it is 0
   */
  void lend(int missing) {
    int lending = Math.min(missing, MOST_LENT);
    lent = lending;
    if (lending > 0 && !turns.isEmpty()) {
      wakeOne();
    }
  }

  /** The carriers end when they have done what is there. Any thread. */
  void close() {
    closed = true;
    for (Sleeper next = sleeping.poll(); next != null; next = sleeping.poll()) {
      wake(next);
    }
  }

  /** Whether the last carrier has ended, or is on its last way out. */
  boolean hasEnded() {
    return carriers.get() == 0;
  }

  private int mostNow() {
    return most + lent;
  }

  private void wakeOne() {
    while (looking.get() == 0 && !closed) {
      Sleeper next = sleeping.poll();
      if (next != null) {
        wake(next);
        return;
      }
      int there = carriers.get();
      if (there == 0 || there >= mostNow()) {
        return; // all have ended; or they have turns, and look when they have done them
      }
      if (carriers.compareAndSet(there, there + 1)) {
        startOneMore();
        return;
      }
    }
  }

  private void wake(Sleeper next) {
    looking.incrementAndGet();
    next.woken = true;
    LockSupport.unpark(next.carrier);
  }

  private void startOneMore() {
    try {
      start();
    } catch (OutOfMemoryError e) { // no room for a thread; those that are there do the work
      Cause cause = Cause.of("carrier not started", "", "", e);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.WARN, cause)) {
        LOG.warn("[PL-E7.2] no carrier could be added to {}: agents share those", carriers, e);
      }
      Sleeper other = sleeping.poll(); // who relied on the one that was to look
      if (other != null) {
        wake(other);
      }
    }
  }

  private void start() {
    looking.incrementAndGet();
    boolean started = false;
    try {
      starter.start(this::serve);
      started = true;
    } finally {
      if (!started) {
        looking.decrementAndGet();
        carriers.decrementAndGet();
      }
    }
  }

  // --- on a carrier ------------------------------------------------------------------------------

  private void serve() {
    boolean ended = false;
    try {
      Sleeper self = new Sleeper();
      for (Runnable turn = look(self); turn != null; turn = next(self)) {
        turn.run();
      }
      ended = true;
    } finally {
      if (!ended) { // the JVM is in distress, and this thread says so as it ends
        startOneMore();
      }
    }
  }

  private @Nullable Runnable next(Sleeper self) {
    if (endsAsOneTooMany()) {
      return null;
    }
    Runnable turn = turns.poll();
    if (turn == null) {
      looking.incrementAndGet();
      turn = look(self);
    }
    return turn;
  }

  /** Ends this carrier, which is not looking, where others were lent and it has come back. */
  private boolean endsAsOneTooMany() {
    int there = carriers.get();
    while (there > mostNow()) {
      if (carriers.compareAndSet(there, there - 1)) {
        if (!turns.isEmpty()) {
          wakeOne(); // what it has put off, nobody else knows of
        }
        return true;
      }
      there = carriers.get();
    }
    return false;
  }

  /** The next turn, or null where the carrier ends. It counts as looking before this. */
  private @Nullable Runnable look(Sleeper self) {
    do {
      boolean last = closed;
      Runnable turn = last ? turns.poll() : pollForAMoment();
      if (turn != null) {
        if (looking.decrementAndGet() == 0 && !turns.isEmpty()) {
          wakeOne();
        }
        return turn;
      }
      if (last) {
        looking.decrementAndGet();
        carriers.decrementAndGet();
        return null;
      }
    } while (sleep(self));
    return null;
  }

  private @Nullable Runnable pollForAMoment() {
    Runnable turn = turns.poll();
    if (turn == null && looking.get() == 1) {
      long since = System.nanoTime();
      do {
        for (int i = 0; i < 32; i++) {
          Thread.onSpinWait();
        }
        turn = turns.poll();
      } while (turn == null
          && System.nanoTime() - since < LOOKED_NANOS
          && looking.get() == 1
          && !closed);
    }
    return turn;
  }

  /** Sleeps until it is woken, and counts as looking again; false where it has ended. */
  private boolean sleep(Sleeper self) {
    self.woken = false;
    sleeping.push(self);
    looking.decrementAndGet();
    if ((!turns.isEmpty() || closed) && sleeping.remove(self)) {
      looking.incrementAndGet();
      return true;
    }
    long since = System.nanoTime();
    while (!self.woken) {
      long left = keptNanos - (System.nanoTime() - since);
      if (left > 0) {
        LockSupport.parkNanos(this, left);
        Thread.interrupted(); // nobody has a reason to interrupt a carrier; it must not spin
      } else if (sleeping.remove(self)) {
        looking.incrementAndGet();
        return !endsAlone();
      }
    }
    return true;
  }

  /** Ends this carrier, which is looking, unless it is the only one. */
  private boolean endsAlone() {
    int there = carriers.get();
    if (there == 1 || !carriers.compareAndSet(there, there - 1)) {
      return false;
    }
    if (looking.decrementAndGet() == 0 && !turns.isEmpty()) {
      wakeOne(); // who has added it has found nobody to wake
    }
    return true;
  }
}
