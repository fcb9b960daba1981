package dev.parklane.clock;

import dev.parklane.clock.failure.StackReserve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The inside of a {@link TestClock}: whose turn it is to deliver, and when time may move on. */
final class TestSource extends Source {
  final SettlingTasks tasks = new SettlingTasks();
  volatile List<SettlingHook> hooks = List.of(); // written under lock; another one at each change
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
    deliver(this::deliverNow);
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
    deliver(() -> new Advance(this, to).run());
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
      hooks.forEach(hook -> hook.check.run());
    }
    while (delivering != null) {
      turn.awaitUninterruptibly();
    }
  }

  /** The thread whose turn it is, and is no more when this returns. */
  private void deliver(Runnable delivery) {
    try {
      delivery.run();
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

  /** Who settles does so elsewhere, or not at all. */
  private void deliverNow() {
    for (QueuedWakeup due = next(now); due != null; due = next(now)) {
      due.fire(now);
    }
  }

  /** Another thread delivers from here on, in the same turn. */
  void delivers(Thread other) {
    lock.lock();
    try {
      delivering = other;
    } finally {
      lock.unlock();
    }
  }

  /** What comes from it may be done on this thread, which settles before it goes on. */
  void fire(QueuedWakeup due) {
    tasks.take(true);
    try {
      due.fire(now);
    } finally {
      tasks.take(false);
    }
  }

  /** Moves to the next that is due and takes it; null at the target, where the turn ends. */
  @Nullable QueuedWakeup next(long to) {
    lock.lock();
    try {
      QueuedWakeup due = take(to);
      if (due == null) {
        now = to;
        endTurn();
      }
      return due;
    } finally {
      lock.unlock();
    }
  }

  /** The same where any thread may deliver it; else null, and time and turn stay as they are. */
  @Nullable QueuedWakeup nextForAnyThread(long to) {
    lock.lock();
    try {
      return isNextForAnyThread(to) ? take(to) : null;
    } finally {
      lock.unlock();
    }
  }

  /** Whether one is due that any thread may deliver. */
  boolean isNextForAnyThread(long to) {
    lock.lock();
    try {
      QueuedWakeup first = queue.first();
      return first != null && first.atNanos <= to && first.isForAnyThread();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable QueuedWakeup take(long to) {
    QueuedWakeup due = queue.takeDue(to);
    if (due != null) {
      now = Math.max(now, due.atNanos); // a timer may have occurrences in the past (law K4)
    }
    return due;
  }

  private void endTurn() {
    delivering = null;
    turn.signalAll(); // the next in turn may only find that it is refused
  }

  /** Until all are quiet at once: what one waits for may set off more in another. */
  void settle() {
    boolean anew;
    do {
      settleExecutors();
      tasks.run();
      anew = false;
      for (SettlingHook settling : hooks) {
        anew |= settling.hook.getAsBoolean();
      }
    } while (anew);
  }

  private void settleExecutors() {
    if (underWay == 0) {
      return;
    }
    lock.lock();
    try {
      awaitExecutors();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "[PL-K7.2] a test clock was interrupted at %d ns, waiting for %d handlers on their executors; run them, or use a Dispatcher"
              .formatted(now, underWay));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the handlers that run on executors have ended. Whoever advances. */
  void awaitExecutors() throws InterruptedException {
    if (underWay == 0) {
      return;
    }
    lock.lock();
    try {
      while (underWay > 0) {
        idle.await();
      }
    } finally {
      lock.unlock();
    }
  }

  void add(SettlingHook hook) {
    lock.lock();
    try {
      List<SettlingHook> more = new ArrayList<>(hooks);
      more.add(hook);
      hooks = List.copyOf(more);
    } finally {
      lock.unlock();
    }
  }

  void remove(SettlingHook hook) {
    lock.lock();
    try {
      List<SettlingHook> fewer = new ArrayList<>(hooks);
      if (fewer.remove(hook)) {
        hooks = List.copyOf(fewer);
      }
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
  static <T extends Throwable> T asThrown(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
