package dev.parklane.runtime.scheduling;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A question to threads that are parked by this library: which of them holds one of these locks of
 * {@code java.util.concurrent} (law E12).
 *
 * <p>No public API tells the owner of such a lock to others, but a thread can find out about
 * itself: a condition of a lock may be signalled by its owner alone, and a reader may come in again
 * past a writer that waits. So threads are woken, look, and park again; nobody else sees anything
 * of it. Only the watch asks, one question at a time; a thread that nobody asks pays one read for
 * it when it is woken.
 */
public final class LockProbe {
  private static final String READ_WRITE_LOCK =
      "java.util.concurrent.locks.ReentrantReadWriteLock$";
  private static final String LOCK = "java.util.concurrent.locks.ReentrantLock$";

  private static volatile @Nullable LockProbe asked; // who asks sets and clears it

  private final Collection<AbstractOwnableSynchronizer> locks;
  private final Set<Thread> silent; // any thread: those that have not answered
  private final CountDownLatch answers;
  private final Map<AbstractOwnableSynchronizer, Thread> holders = new ConcurrentHashMap<>();

  private LockProbe(Collection<AbstractOwnableSynchronizer> locks, Collection<Thread> threads) {
    this.locks = locks;
    silent = ConcurrentHashMap.newKeySet();
    silent.addAll(threads);
    answers = new CountDownLatch(silent.size());
  }

  /**
   * {@return what a thread is parked for, where that is a lock that has an owner; or null} Any
   * thread.
   *
   * @param parked any thread, which may go on meanwhile
   */
  public static @Nullable AbstractOwnableSynchronizer lockOf(Thread parked) {
    return LockSupport.getBlocker(parked) instanceof AbstractOwnableSynchronizer lock
            && (isOf(LOCK, lock) || isOf(READ_WRITE_LOCK, lock))
        ? lock
        : null;
  }

  /**
   * {@return whether a thread waits for a monitor, or for a lock that has an owner} Any thread.
   *
   * @param thread any thread, which may go on meanwhile
   */
  public static boolean isAwaitedBy(Thread thread) {
    return switch (thread.getState()) {
      case BLOCKED -> true;
      case WAITING, TIMED_WAITING -> lockOf(thread) != null;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  private static boolean isOf(String name, AbstractOwnableSynchronizer lock) {
    return lock.getClass().getName().startsWith(name);
  }

  /**
   * Asks these threads, and waits for their answers, so long at the most.
   *
   * @param locks that are asked about
   * @param threads that may hold them; one that is not parked may not answer
   * @param atMost how long is waited, of elapsed time
   * @param runWoken lets them run, where they do not by themselves
   * @return who holds which of the locks, as far as they have answered
   * @throws InterruptedException where the caller is interrupted while it waits
   */
  public static synchronized Map<AbstractOwnableSynchronizer, Thread> ask(
      Collection<AbstractOwnableSynchronizer> locks,
      Collection<Thread> threads,
      Duration atMost,
      Runnable runWoken)
      throws InterruptedException {
    LockProbe probe = new LockProbe(Set.copyOf(locks), threads);
    asked = probe;
    try {
      threads.forEach(LockSupport::unpark);
      runWoken.run();
      probe.answers.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      asked = null;
    }
    return Map.copyOf(probe.holders);
  }

  /** To be called by a thread that this library has parked, whenever it is woken. */
  public static void answer() {
    LockProbe probe = asked;
    if (probe != null) {
      probe.answerHere();
    }
  }

  private void answerHere() {
    Thread self = Thread.currentThread();
    if (!silent.remove(self)) {
      return;
    }
    try {
      for (AbstractOwnableSynchronizer lock : locks) {
        if (isOwn(lock) || (isOf(READ_WRITE_LOCK, lock) && isReadHere(lock))) {
          holders.put(lock, self);
        }
      }
    } finally {
      answers.countDown();
    }
  }

  private static boolean isOwn(AbstractOwnableSynchronizer lock) {
    Condition condition =
        switch (lock) {
          case AbstractQueuedSynchronizer of -> of.new ConditionObject();
          case AbstractQueuedLongSynchronizer of -> of.new ConditionObject();
          default -> null;
        };
    if (condition == null) {
      return false;
    }
    try {
      condition.signal(); // nobody waits for this one
      return true;
    } catch (IllegalMonitorStateException e) {
      return false;
    }
  }

  /** A thread that reads comes in again; another one does not, as somebody waits to write. */
  private static boolean isReadHere(AbstractOwnableSynchronizer lock) {
    boolean interrupted = Thread.interrupted();
    try {
      return switch (lock) {
        case AbstractQueuedSynchronizer of -> isReadHere(of);
        case AbstractQueuedLongSynchronizer of -> isReadHere(of);
        default -> false;
      };
    } catch (InterruptedException e) {
      interrupted = true;
      return false;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isReadHere(AbstractQueuedSynchronizer lock) throws InterruptedException {
    if (!lock.hasQueuedThreads() || !lock.tryAcquireSharedNanos(1, 0)) {
      return false;
    }
    lock.releaseShared(1);
    return lock.hasQueuedThreads();
  }

  /** Of which kind the JDK makes them from 25 on. */
  private static boolean isReadHere(AbstractQueuedLongSynchronizer lock)
      throws InterruptedException {
    long one = 1;
    if (!lock.hasQueuedThreads() || !lock.tryAcquireSharedNanos(one, 0)) {
      return false;
    }
    lock.releaseShared(one);
    return lock.hasQueuedThreads();
  }
}
