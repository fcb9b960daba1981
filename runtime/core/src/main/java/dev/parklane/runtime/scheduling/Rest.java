package dev.parklane.runtime.scheduling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A place among {@link WarmAgents}, and the root thread that has it: it works, or rests there until
 * it is woken, or another agent gets the place.
 */
final class Rest {
  private static final int WORKS = 0;
  private static final int RESTS = 1;
  private static final int ENDS = 2; // the place is another's

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Rest.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final AgentWork work;
  final int place;
  private final Thread root = Thread.currentThread();
  private volatile int state; // any thread, from RESTS; else the root thread
  private boolean isLost; // the root thread
  private int challenges; // any thread, and what it misses does no harm

  /** Of the calling root thread, which works. */
  Rest(AgentWork work, int place) {
    this.work = work;
    this.place = place;
  }

  // --- the root thread ---------------------------------------------------------------------------

  /**
   * Ends the stretch of work, and waits for what begins the next.
   *
   * @return whether there is more to do on this thread
   */
  boolean untilWoken() {
    state = RESTS; // who posts when the stretch has ended looks for it
    boolean over = false;
    boolean rests = false;
    try {
      rests = work.end();
      over = true;
    } finally {
      if (!over) {
        state = ENDS; // nobody resumes a thread that has failed
      }
    }
    if (!rests) {
      isLost = !STATE.compareAndSet(this, RESTS, WORKS);
      state = WORKS;
      return true;
    }
    while (state == RESTS) {
      try {
        LockSupport.park();
      } catch (OutOfMemoryError e) { // which leaving the carrier may take
        end();
      }
      Thread.interrupted(); // a stranger's; it must not spin
    }
    return state == WORKS;
  }

  /** Whether another has got the place meanwhile. */
  boolean isLost() {
    return isLost;
  }

  // --- any thread --------------------------------------------------------------------------------

  /** Has it go on; false where it does not rest. */
  boolean resume() {
    if (state != RESTS || !STATE.compareAndSet(this, RESTS, WORKS)) {
      return false;
    }
    challenges = 0;
    LockSupport.unpark(root);
    return true;
  }

  /** Whether another may have the place. */
  boolean yields() {
    return state == RESTS && ++challenges > WarmAgents.CHALLENGES && end();
  }

  private boolean end() {
    if (!STATE.compareAndSet(this, RESTS, ENDS)) {
      return false;
    }
    LockSupport.unpark(root);
    return true;
  }
}
