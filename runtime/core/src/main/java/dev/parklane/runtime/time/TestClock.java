package dev.parklane.runtime.time;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The clock that tests move. It stands still until it is advanced, and never goes back (law K1).
 *
 * <h2>Order</h2>
 *
 * An advance delivers what is due up to its target, the target included, in order of (time, order
 * of registration). While a callback runs, the clock reads the time of its alert. An alert that a
 * callback sets inside the window fires in the same advance, in its place; so one advance delivers
 * what many small ones over the same stretch do (law K7).
 *
 * <h2>Threads</h2>
 *
 * Callbacks run on the advancing thread, one after the other. Advances of several threads are
 * serialised. Any thread may read the time and set and cancel alerts while another advances, also
 * while a callback runs; only an advance from inside a callback is refused. A callback must not
 * wait for a thread that advances.
 *
 * <p>An alert for now or for the past is due now (law K2). As no advance may follow, the thread
 * that sets it delivers it before {@link #alert} returns, exactly as an advance to where the clock
 * stands would. Where an advance is under way, in this thread or another, it is left to that one.
 *
 * <h2>Failure</h2>
 *
 * What a callback throws stops neither the other callbacks nor the clock. When all are done, the
 * advance throws the first of what was thrown, with the others as suppressed.
 */
public final class TestClock implements Clock {
  private final ReentrantLock lock = new ReentrantLock(); // never held while a callback runs
  private final Condition turn = lock.newCondition();
  private final AlertQueue alerts = new AlertQueue(lock); // guarded by lock; none before now
  private volatile long now; // written under lock, by the advancing thread
  private @Nullable Thread advancing; // guarded by lock; null where nobody is

  /** A clock that stands at 0. */
  public TestClock() {
    this(0);
  }

  /** A clock that stands at that time, in nanoseconds since the epoch. */
  public TestClock(long nanos) {
    now = nanos;
  }

  @Override
  public long nanos() {
    return now;
  }

  /**
   * {@inheritDoc}
   *
   * <p>One for now or for the past has been called when this returns, unless an advance is under
   * way, which then calls it. What it throws is thrown here in the one case and by the advance in
   * the other.
   */
  @Override
  public Alert alert(long atNanos, Runnable callback) {
    Objects.requireNonNull(callback, "callback");
    AlertQueue.Pending alert;
    lock.lock();
    try {
      alert = alerts.add(Math.max(atNanos, now), callback);
      if (atNanos > now || advancing != null) {
        return alert;
      }
      advancing = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    deliver(alert.atNanos);
    return alert;
  }

  /**
   * Moves the clock on by a duration, to the end of time at the most, and delivers what is due.
   *
   * @throws IllegalArgumentException where the duration is negative; nothing has changed then
   * @throws IllegalStateException where a callback of this clock calls it
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "a test clock at %d ns cannot advance by %s; advance it by zero or more"
              .formatted(now, by));
    }
    advance(from -> Clock.plus(from, by));
  }

  /**
   * Moves the clock on to a time and delivers what is due. To where it stands is legal.
   *
   * @param nanos in nanoseconds since the epoch
   * @throws IllegalArgumentException where the clock has passed that time; nothing has changed then
   * @throws IllegalStateException where a callback of this clock calls it
   */
  public void advanceTo(long nanos) {
    advance(from -> nanos);
  }

  private void advance(LongUnaryOperator target) {
    long to;
    lock.lock();
    try {
      awaitTurn();
      to = target.applyAsLong(now);
      if (to < now) {
        throw new IllegalArgumentException(
            "a test clock at %d ns cannot advance to %d ns; it never goes back, make a new one"
                .formatted(now, to));
      }
      advancing = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    deliver(to);
  }

  private void awaitTurn() {
    if (advancing == Thread.currentThread()) {
      throw new IllegalStateException(
          "a test clock was advanced by a callback of its own at %d ns; set an alert for the later time"
              .formatted(now));
    }
    while (advancing != null) {
      turn.awaitUninterruptibly();
    }
  }

  /** Advancing thread only, which it ceases to be. */
  private void deliver(long to) {
    Throwable failure = null;
    for (AlertQueue.Pending due = next(to); due != null; due = next(to)) {
      try {
        due.callback.run();
      } catch (Throwable t) { // an assertion of the test too
        if (failure == null) {
          failure = t;
        } else if (failure != t) {
          failure.addSuppressed(t);
        }
      }
    }
    if (failure != null) {
      throw TestClock.<RuntimeException>asThrown(failure);
    }
  }

  /** Moves to the next alert that is due and takes it; null at the target, where the turn ends. */
  private AlertQueue.@Nullable Pending next(long to) {
    lock.lock();
    try {
      AlertQueue.Pending due = alerts.takeDue(to);
      if (due == null) {
        now = to;
        advancing = null;
        turn.signalAll(); // the next in turn may only find that it is refused
      } else {
        now = due.atNanos;
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** A callback in another language may throw a checked exception that it never declared. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T asThrown(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** How many alerts are pending; the one whose callback is running is not. */
  public int pending() {
    lock.lock();
    try {
      return alerts.size();
    } finally {
      lock.unlock();
    }
  }
}
