package dev.parklane.clock;

import dev.parklane.clock.failure.StackReserve;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The inside of a {@link TestClock}: whose turn it is to deliver, and when time may move on. */
final class TestSource extends Source {
  final List<BooleanSupplier> settlings = new CopyOnWriteArrayList<>(); // any thread
  final SettlingTasks tasks = new SettlingTasks();
  final List<Runnable> checks = new CopyOnWriteArrayList<>(); // any thread
  private final ConcurrentMap<Thread, Integer> handling = new ConcurrentHashMap<>(); // any thread
  private final Condition turn = lock.newCondition();
  private final Condition idle = lock.newCondition();
  private volatile long now; // written under lock, by the thread whose turn it is
  private volatile @Nullable Thread delivering; // written under lock; null: it is nobody's turn
  private volatile int underWay; // written under lock: handlers given to executors, not finished
  private @Nullable Throwable failure; // guarded by lock: the first since the last was thrown

  TestSource(long nanos) {
    now = nanos;
  }

  @Override
  long nanos() {
    return now;
  }

  @Override
  boolean isLive() {
    return false;
  }

  @Override
  boolean isClosed() {
    return false;
  }

  @Override
  boolean arm(QueuedWakeup wake, long atNanos) {
    lock.lock();
    try {
      queue.put(wake, atNanos);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no turn where somebody has it, who then delivers what is due before giving it up. */
  @Override
  void flush() {
    deliverDue();
  }

  @Override
  void flushAndThrow() {
    if (deliverDue()) {
      throwFailure();
    }
  }

  private boolean deliverDue() {
    if (delivering != null) {
      return false; // it gives up its turn under the lock, with all seen that was queued before
    }
    lock.lock();
    try {
      if (delivering != null) {
        return false;
      }
      QueuedWakeup first = queue.first();
      if (first == null || first.atNanos > now) {
        return false;
      }
      delivering = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    deliver(now, false);
    return true;
  }

  long nextNanos() {
    lock.lock();
    try {
      QueuedWakeup first = queue.first();
      return first == null ? Long.MAX_VALUE : first.atNanos;
    } finally {
      lock.unlock();
    }
  }

  void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-K1] a test clock at %d ns cannot advance by %s; advance it by zero or more"
              .formatted(now, by));
    }
    advance(from -> Nanos.plus(from, by));
  }

  void advanceTo(long nanos) {
    advance(from -> nanos);
  }

  private void advance(LongUnaryOperator target) {
    StackReserve.checkForAgents(); // a lock that is not released is held for good
    long to;
    lock.lock();
    try {
      awaitTurn();
      to = target.applyAsLong(now);
      if (to < now) {
        throw new IllegalArgumentException(
            "[PL-K1.2] a test clock at %d ns cannot advance to %d ns; it never goes back, make a new one"
                .formatted(now, to));
      }
      delivering = Thread.currentThread();
    } finally {
      lock.unlock();
    }
    deliver(to, true);
    throwFailure();
  }

  @Override
  boolean isDelivering() {
    return delivering == Thread.currentThread() || handling.containsKey(Thread.currentThread());
  }

  private void awaitTurn() {
    if (isDelivering()) {
      throw new IllegalStateException(
          "[PL-K7] a test clock was advanced by a handler of its own at %d ns; set an alert for the later time"
              .formatted(now));
    }
    if (delivering != null) {
      checks.forEach(Runnable::run);
    }
    while (delivering != null) {
      turn.awaitUninterruptibly();
    }
  }

  /** The thread whose turn it is, and is no more when this returns. */
  private void deliver(long to, boolean settling) {
    try {
      QueuedWakeup due;
      do {
        if (settling) {
          settle();
        }
        due = next(to);
        if (due != null) {
          fire(due, settling);
        }
      } while (due != null);
    } catch (Throwable t) { // it cannot be told whether all is quiet, so time must not go on
      lock.lock();
      try {
        noteFailure(t);
        endTurn();
      } finally {
        lock.unlock();
      }
    }
  }

  /** What comes from it may be done on this thread, where it settles before it goes on. */
  private void fire(QueuedWakeup due, boolean settling) {
    tasks.take(settling);
    try {
      due.fire(now);
    } finally {
      tasks.take(false);
    }
  }

  /** Moves to the next that is due and takes it; null at the target, where the turn ends. */
  private @Nullable QueuedWakeup next(long to) {
    lock.lock();
    try {
      QueuedWakeup due = queue.takeDue(to);
      if (due == null) {
        now = to;
        endTurn();
      } else {
        now = Math.max(now, due.atNanos); // a timer may have occurrences in the past (law K4)
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  private void endTurn() {
    delivering = null;
    turn.signalAll(); // the next in turn may only find that it is refused
  }

  /** Until all are quiet at once: what one waits for may set off more in another. */
  private void settle() {
    boolean anew;
    do {
      awaitExecutors();
      tasks.run();
      anew = false;
      for (BooleanSupplier settling : settlings) {
        anew |= settling.getAsBoolean();
      }
    } while (anew);
  }

  private void awaitExecutors() {
    if (underWay == 0) {
      return;
    }
    lock.lock();
    try {
      while (underWay > 0) {
        idle.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "[PL-K7.2] a test clock was interrupted at %d ns, waiting for %d handlers on their executors; run them, or use a Dispatcher"
              .formatted(now, underWay));
    } finally {
      lock.unlock();
    }
  }

  @Override
  void queued() {
    lock.lock();
    try {
      underWay++;
    } finally {
      lock.unlock();
    }
  }

  @Override
  void started() {
    if (delivering == Thread.currentThread()) {
      tasks.take(false); // a handler may wait for what it sets off
    }
    handling.merge(Thread.currentThread(), 1, Integer::sum);
  }

  @Override
  void ended() {
    handling.computeIfPresent(Thread.currentThread(), (thread, n) -> n == 1 ? null : n - 1);
  }

  @Override
  void finished() {
    lock.lock();
    try {
      underWay--;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  void failed(String name, long scheduledNanos, Throwable thrown) {
    lock.lock();
    try {
      noteFailure(thrown);
    } finally {
      lock.unlock();
    }
  }

  private void noteFailure(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private void throwFailure() {
    Throwable first;
    lock.lock();
    try {
      first = failure;
      failure = null;
    } finally {
      lock.unlock();
    }
    if (first != null) {
      throw TestSource.<RuntimeException>asThrown(first);
    }
  }

  /** As it is, checked or not. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T asThrown(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
