package dev.parklane.runtime.scheduling;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that runs agents whose handlers are mounted, one after the other: each for a
 * stretch of work (law X1). Where a handler waits, its runner waits with it, and the carrier takes
 * another for the next agent.
 *
 * <p>It rests on the carrier that ran it last. Whoever wakes it meanwhile, who may have waited for
 * a handler that is long over, must not have it run: it would run when a carrier has given it to
 * another agent, beside that. So what such a stranger submits is held until a carrier takes it.
 */
final class Runner extends Strand implements Runnable {
  private static final int WORKS = 0;
  private static final int RESTS = 1;
  private static final int WOKEN = 2; // while it rests: its continuation waits to be run
  private static final int ENDS = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Runner.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile int state;
  private @Nullable MountedStretch next; // set by the carrier that gives it, before it wakes
  @Nullable Runner below; // the carrier on which it rests

  /** Of a thread that is yet to be made. */
  Runner(LockStepScheduler first) {
    super(first);
    next = first.mounting;
  }

  @Override
  public void execute(Runnable runnable) {
    while (runnable == continuation && state != WORKS) {
      if (state == ENDS || STATE.compareAndSet(this, RESTS, WOKEN)) {
        return; // a carrier runs it when it takes it
      }
    }
    super.execute(runnable);
  }

  @Override
  public void run() {
    ReusedThread reused = JdkThreadState.CAN_BE_CLEARED ? new ReusedThread() : null;
    MountedStretch given = next;
    while (given != null) {
      given.run(reused);
      if (reused == null || !given.mayRest() || !reused.clear()) {
        return;
      }
      next = null;
      given = given.following();
      if (given == null) {
        reused.name(KeptThreads.RESTING);
        state = RESTS;
        given = awaitNext();
      }
    }
  }

  private @Nullable MountedStretch awaitNext() {
    while (next == null && state != ENDS) {
      try {
        LockSupport.park();
      } catch (OutOfMemoryError e) { // which leaving the carrier may take: it ends
        state = WORKS;
        return null;
      }
      Thread.interrupted(); // a stranger's; it must not spin
    }
    return next;
  }

  /** It goes on with this agent, on the carrier that it has. */
  void goOnWith(LockStepScheduler agent) {
    scheduler = agent;
  }

  /** Whether it has left its carrier to rest. The carrier that ran it. */
  boolean rests() {
    return state != WORKS;
  }

  /** Gives it an agent. The carrier on which it rests. */
  void give(LockStepScheduler agent) {
    goOnWith(agent);
    next = agent.mounting;
    if (STATE.compareAndSet(this, RESTS, WORKS)) {
      LockSupport.unpark(thread);
    } else {
      state = WORKS;
      agent.enqueue(this);
    }
  }

  /** Runs it to its end. The carrier on which it rests. */
  void end() {
    if ((int) STATE.getAndSet(this, ENDS) == RESTS) {
      LockSupport.unpark(thread);
    }
    Runnable last = continuation;
    if (last != null) {
      last.run();
    }
  }
}
