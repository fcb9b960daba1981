package dev.parklane.runtime.scheduling;

import dev.parklane.clock.failure.StackReserve;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Something that one thread at a time is inside of, in the order in which they came: a context of a
 * guest language (law H1).
 *
 * <h2>Parking inside</h2>
 *
 * A handler that writes to a lane inside an enclosure parks there, and the handlers that it
 * triggers run in other threads, which may want to get into the same enclosure. So a thread leaves
 * the enclosure before it parks and comes back after it ({@link #leave}, {@link #comeBack}), with
 * its frames of the guest language on its stack. Others may be inside meanwhile.
 *
 * <h2>One party at a time</h2>
 *
 * Where the language runs what a call has left to do when the outermost call returns, as JavaScript
 * does, nobody but the party whose call is outermost may be inside until then: an {@linkplain
 * #exclusive exclusive} enclosure has a {@link Tenure}, and others wait for its end (law H5).
 *
 * <h2>No deadlock</h2>
 *
 * A thread is inside of one enclosure at most: it leaves the one that it is in for as long as it is
 * inside of another. So no thread waits for one while it holds one. A tenure is kept meanwhile, and
 * a cycle of waits for tenures and answers is refused where it closes (law O2). A subtask that is
 * forked inside of an enclosure, whose parent waits for it there, cannot come in, and is refused.
 *
 * <h2>Interrupts</h2>
 *
 * Code of a guest language does not look at its thread's interrupt status, so {@link #interrupt}
 * interrupts whatever the thread is inside of, and nobody else: the thread does not let the next
 * one in before the interrupt is over. A thread that has been interrupted before it comes in, or
 * comes back, is interrupted there.
 */
public final class ExclusiveContext {
  private static final Map<Thread, ExclusiveContext> INSIDE = new ConcurrentHashMap<>();
  private static final ScopedValue<Within> WITHIN = ScopedValue.newInstance();
  private static final ThreadLocal<Boolean> WAS_INSIDE = ThreadLocal.withInitial(() -> false);

  /**
   * Whether any thread was ever inside of any; never false again. Guest languages keep
   * thread-locals of theirs.
   */
  static volatile boolean used;

  private final Gate gate;
  private final String name;
  private final @Nullable Tenure tenure; // null where any party's thread may be inside in between
  private final ReentrantLock lock = new ReentrantLock(true);
  private int calls; // guarded by lock: under way, those included whose threads have left
  private boolean closed; // guarded by lock
  private @Nullable Thread inside; // guarded by this
  private @Nullable Thread interrupter; // guarded by this; of the thread inside

  /** A call that is under way around the code that sees it, in this thread or in what it forks. */
  private record Within(ExclusiveContext enclosure, Thread thread, @Nullable Within outer) {}

  /** What an enclosure is in the language that it belongs to. */
  public interface Gate {
    /** The calling thread comes in. No other one is inside. */
    void enter();

    /** The calling thread goes out. */
    void leave();

    /** Interrupts the thread that is inside, and returns when it is not. Any other thread. */
    void interrupt();

    /** The end: no thread is inside, none comes back, and none comes in. */
    void close();
  }

  /**
   * An enclosure with nobody inside, which others come into while a thread has left it to wait.
   *
   * @param name as in {@code the python guest}
   * @param gate what it is an enclosure of
   */
  public ExclusiveContext(String name, Gate gate) {
    this(name, gate, null);
  }

  private ExclusiveContext(String name, Gate gate, @Nullable Tenure tenure) {
    this.name = name;
    this.gate = gate;
    this.tenure = tenure;
  }

  /**
   * An enclosure with nobody inside, for one party's calls at a time.
   *
   * @param name as in {@code the js guest}
   * @param gate what it is an enclosure of
   * @return the enclosure
   */
  public static ExclusiveContext exclusive(String name, Gate gate) {
    return new ExclusiveContext(name, gate, new Tenure(name));
  }

  /**
   * Acts inside. Waits until it is the calling thread's turn.
   *
   * @param <T> the type of the result
   * @param act what is done inside
   * @return the act's result
   * @throws InterruptedException where it was interrupted before its turn came
   * @throws IllegalStateException where the enclosure is closed
   * @throws Exception what the act throws
   */
  public <T extends @Nullable Object> T call(Callable<T> act) throws Exception {
    if (INSIDE.get(Thread.currentThread()) == this) {
      return act.call();
    }
    requireNotForkedInside();
    used = true;
    ExclusiveContext outer = leave();
    try {
      return tenure == null ? callInTurn(act) : callInTenure(tenure, act);
    } finally {
      comeBack(outer);
    }
  }

  /** Whether the calling thread ever was inside of any: a language may keep its own there. */
  static boolean wasInside() {
    return WAS_INSIDE.get();
  }

  private static @Nullable Within around() {
    return used && WITHIN.isBound() ? WITHIN.get() : null;
  }

  /** Whoever has forked this thread is inside, and waits for it before it goes out. */
  private void requireNotForkedInside() {
    for (Within around = around(); around != null; around = around.outer()) {
      if (around.enclosure() == this && around.thread() != Thread.currentThread()) {
        throw new IllegalStateException(
            "[PL-H1.12] thread '%s' was forked inside of %s, by '%s', which waits for it there; fork outside"
                    .formatted(Thread.currentThread().getName(), name, around.thread().getName())
                + " of the guest, or let the subtask not call it");
      }
    }
  }

  private <T extends @Nullable Object> T callInTenure(Tenure its, Callable<T> act)
      throws Exception {
    its.begin();
    try {
      return callInTurn(act);
    } finally {
      its.end();
    }
  }

  private <T extends @Nullable Object> T callInTurn(Callable<T> act) throws Exception {
    lock.lockInterruptibly();
    try {
      return callLocked(act);
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T callLocked(Callable<T> act) throws Exception {
    if (closed) {
      throw new IllegalStateException("[PL-H1.13] " + name + " is closed; open another");
    }
    calls++;
    try {
      goIn();
      try {
        Within within = new Within(this, Thread.currentThread(), around());
        return ScopedValue.where(WITHIN, within).<T, Exception>call(act::call);
      } finally {
        goOut();
      }
    } finally {
      calls--;
      closeIfOver();
    }
  }

  /**
   * Lets nobody in any more. Calls that are under way run to their end, and the last one closes the
   * gate; with none it is closed when this returns. Waits for the thread that is inside. Again does
   * nothing.
   */
  public void close() {
    ExclusiveContext outer = leave();
    try {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          closeIfOver();
        }
      } finally {
        lock.unlock();
      }
    } finally {
      comeBack(outer);
    }
  }

  private void closeIfOver() {
    if (closed && calls == 0) {
      gate.close();
    }
  }

  // --- leaving for a while -----------------------------------------------------------------------

  /** Whether the calling thread is inside of any. */
  static boolean isInside() {
    return used && INSIDE.containsKey(Thread.currentThread());
  }

  /**
   * {@return the calling thread, where its calls hold an exclusive enclosure in its own name, and
   * for no agent whose handler it is; else null}
   */
  public static @Nullable Thread outsider() {
    Thread self = Thread.currentThread();
    for (Within around = around(); around != null; around = around.outer()) {
      if (around.thread() == self
          && around.enclosure().tenure != null
          && around.enclosure().tenure.holder() == self) {
        return self;
      }
    }
    return null;
  }

  /**
   * The calling thread leaves whatever it is inside of, to wait or to be inside of another.
   *
   * @return what it has to {@linkplain #comeBack come back} to, or null
   * @throws StackOverflowError where no stack is left to do so; then it has not left
   */
  public static @Nullable ExclusiveContext leave() {
    if (!used) {
      return null;
    }
    ExclusiveContext left = INSIDE.get(Thread.currentThread());
    if (left != null) {
      StackReserve.check();
      left.goOut();
      left.lock.unlock();
    }
    return left;
  }

  /**
   * Comes back to what {@link #leave} gave. Waits for its turn, interrupted or not.
   *
   * @param left the enclosure that was left; null for none, and then nothing is done
   */
  public static void comeBack(@Nullable ExclusiveContext left) {
    if (left != null) {
      left.lock.lock();
      left.goIn();
    }
  }

  private void goIn() {
    Thread self = Thread.currentThread();
    gate.enter();
    WAS_INSIDE.set(true);
    INSIDE.put(self, this);
    synchronized (this) {
      inside = self;
    }
    if (self.isInterrupted()) {
      interruptThe(self);
    }
  }

  private void goOut() {
    Thread interrupting;
    synchronized (this) {
      inside = null;
      interrupting = interrupter;
      interrupter = null;
    }
    INSIDE.remove(Thread.currentThread());
    gate.leave();
    if (interrupting != null) {
      await(interrupting);
    }
  }

  private static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // --- interrupts --------------------------------------------------------------------------------

  /**
   * Interrupts a thread, and the code of a guest language that it runs, if it does. Any thread.
   *
   * @param thread any thread, also the calling one
   */
  public static void interrupt(Thread thread) {
    thread.interrupt();
    ExclusiveContext its = used ? INSIDE.get(thread) : null;
    if (its != null) {
      its.interruptThe(thread);
    }
  }

  private synchronized void interruptThe(Thread thread) {
    if (inside == thread && (interrupter == null || !interrupter.isAlive())) {
      // Not a virtual one: those inside may hold every carrier that there is.
      Thread interrupting = new Thread(gate::interrupt, "parklane-guest-interrupt");
      interrupting.setDaemon(true);
      interrupting.start();
      interrupter = interrupting;
    }
  }
}
