package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.scheduling.LockProbe;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many agents of a plane are at work, and a wait for there to be none. A message is in a
 * mailbox of an agent that is at work, or in the cascade of one; so when none is, nothing is under
 * way.
 *
 * <p>An agent whose handler waits for its clock, or for another agent of the plane, is not at work
 * meanwhile: it goes on when time moves, or when the other has answered. Otherwise a clock that
 * waits for everybody before it moves on would wait for those who wait for it.
 */
final class AtWork {
  // Some 50 us: most of what is waited for is done by then, and to park takes as long itself.
  private static final int SPINS = Runtime.getRuntime().availableProcessors() > 1 ? 2_000 : 0;

  private final AtomicInteger count = new AtomicInteger();

  /** One that waits, so that a wait after each event of a clock makes nothing. */
  private final AtomicReference<@Nullable Thread> firstWaiting = new AtomicReference<>();

  private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>(); // the others
  private volatile int stretches; // written by whoever counts the first: so often it was not 0
  private int settled; // under this: stretches when it was last settled

  /** The wait of an agent, which is not at work meanwhile. */
  final class Absence implements HandlerEnvironment.Away {
    private final @Nullable Waits waits; // null for the only one of an agent
    private final AtomicBoolean ended = new AtomicBoolean();

    private Absence(@Nullable Waits waits) {
      this.waits = waits;
    }

    /** To be called when whoever will end the wait knows of it. */
    @Override
    public void start() {
      if (waits == null || waits.isFirst()) {
        AtWork.this.end();
      }
    }

    /**
     * To be called by whoever ends the wait, while it is at work itself. Any thread; once counts.
     */
    @Override
    public void end() {
      if (ended.compareAndSet(false, true) && (waits == null || waits.isLast())) {
        AtWork.this.begin();
      }
    }
  }

  /**
   * The waits of one agent that may be under way together: of its handler, and of subtasks that it
   * has forked. The agent is one, and counts once: it is away while any of them lasts.
   */
  final class Waits {
    private int count; // guarded by this; below 0 where one has ended before it started

    private Waits() {}

    Absence absence() {
      return new Absence(this);
    }

    private synchronized boolean isFirst() {
      return ++count == 1;
    }

    private synchronized boolean isLast() {
      return --count == 0;
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // it need only change
  void begin() {
    if (count.getAndIncrement() == 0) {
      stretches++;
    }
  }

  void end() {
    if (count.decrementAndGet() == 0) {
      wake(); // and no lock: its plane may close before it had it
    }
  }

  /** Wakes those who wait, who look again. */
  void wake() {
    LockSupport.unpark(firstWaiting.get());
    waiting.forEach(LockSupport::unpark);
  }

  /** How many there are. */
  int count() {
    return count.get();
  }

  /** Another number where any agent has begun to work since. */
  int stretches() {
    return stretches;
  }

  boolean isNone() {
    return count.get() == 0;
  }

  /** Whether that holds, and nobody is or was at work while it was looked at. */
  boolean isNoneWhile(BooleanSupplier holds) {
    int before = stretches;
    return isNone() && holds.getAsBoolean() && isNone() && stretches == before;
  }

  /** For an agent that is at work and about to wait. It may end before it starts. */
  Absence absence() {
    return new Absence(null);
  }

  /** For an agent that is at work and may wait in several threads. */
  Waits waits() {
    return new Waits();
  }

  /** Waits until no agent is at work. */
  void awaitNone() throws InterruptedException {
    while (!awaitNone(0)) {
      // a thread may be woken for no reason
    }
  }

  /** {@return whether any agent has worked since the last call} Waits until none works. */
  synchronized boolean settle() throws InterruptedException {
    awaitNone();
    return hasSettled();
  }

  /** {@return whether any agent has worked since the last call} To be called when none works. */
  synchronized boolean hasSettled() {
    boolean anew = settled != stretches;
    settled = stretches;
    return anew;
  }

  /**
   * Waits for none for so many milliseconds at the most, 0 for no bound; whether there is none now.
   */
  boolean awaitNone(long millis) throws InterruptedException {
    Thread self = Thread.currentThread();
    boolean isFirst = firstWaiting.compareAndSet(null, self);
    if (!isFirst) {
      waiting.add(self);
    }
    try {
      lookFor(this::isNone);
      if (count.get() != 0) {
        park(millis); // or not, where it is interrupted
        LockProbe.answer();
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return count.get() == 0;
    } finally {
      if (isFirst) {
        firstWaiting.set(null);
      } else {
        waiting.remove(self);
      }
    }
  }

  /**
   * Looks for a moment whether it is so, before the calling thread parks for it: a test clock waits
   * after each event, and who asks for each answer, and a thread that parks is woken late. A
   * virtual thread does not, as those who are at work may want its carrier.
   */
  static void lookFor(BooleanSupplier done) {
    if (Thread.currentThread().isVirtual()) {
      return;
    }
    for (int i = 0; i < SPINS && !done.getAsBoolean(); i++) {
      Thread.onSpinWait();
    }
  }

  private void park(long millis) {
    if (millis == 0) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }
}
