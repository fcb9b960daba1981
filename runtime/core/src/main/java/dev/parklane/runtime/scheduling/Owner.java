package dev.parklane.runtime.scheduling;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The part of a stretch of work that runs on a thread apart: it opens the agent's {@link
 * HandlerScope}, forks in it what writers ask for, and runs no user code. Where the JDK does not
 * let a thread's state be cleared, it takes the root events, too. Where handlers are mounted, it is
 * the {@link Runner} that takes them and runs their handlers, and there is no scope until one needs
 * a thread of its own ({@link LateScope}).
 *
 * <p>Why the owner is a thread apart: only the owner of a scope may fork in it, and only while its
 * scoped-value bindings are those of the moment it was opened. A root handler that owned the scope
 * would save one hand-off (265 against 390 ns in a bare measurement of both), but could not write
 * inside a binding of its own, would stand outside its own cascade's heading in a thread dump, and
 * its handlers would inherit bindings that those of a deeper writer cannot. With a thread apart the
 * rule is one: a triggered handler inherits nothing from its writer, and every handler of a cascade
 * stands under the agent's URI. A scope for each write (315 ns) nests, and walks every scope around
 * it: a chain would cost the square of its depth.
 *
 * <p>Where the scope or a first thread cannot be had, there is no writer to tell. Want of memory
 * passes: the attempt is made again, after a pause, for a while. Anything else does not, and the
 * work is given up at once (law E13).
 */
final class Owner implements Runnable {
  private static final long RETRY_NANOS = 1_000_000; // between attempts where there is no memory

  private final LockStepScheduler scheduler;
  private final AgentWork work;
  private final String name; // of the work
  private final long patienceNanos;

  @Nullable Thread thread; // its own, set before it starts
  private @Nullable Rest rest; // the root thread; the owner when that has ended
  @Nullable ReusedThread root; // root thread only; null where the owner takes root events
  private boolean hasForked; // the owner: in this stretch, for a handler
  private boolean ended; // the owner and the root thread: the stretch has ended
  private boolean wants; // the owner, or the carrier before it starts: whether memory is wanted
  private long wantsSince; // the owner: on System.nanoTime
  private volatile boolean rootEnded; // set by the root thread, read by the owner
  private HandlerScope.@Nullable Forks forks; // the owner, where it takes the root events

  Owner(LockStepScheduler scheduler, AgentWork work, String name, long patienceNanos) {
    this.scheduler = scheduler;
    this.work = work;
    this.name = name;
    this.patienceNanos = patienceNanos;
  }

  @Override
  public void run() {
    while (!ended) {
      try {
        work.bind(this::stretch);
      } catch (OutOfMemoryError e) { // for a scope or its first thread; the agent has messages
        if (!ended && !awaitMemory()) {
          giveUp(e);
        }
      } catch (Throwable t) { // what this JVM cannot do now it cannot do the next time
        if (ended) {
          throw t; // as the scope was closed: the agent may be at work in another already
        }
        giveUp(t);
      }
    }
  }

  private void stretch() {
    do {
      MountedStretch mounting = scheduler.mounting;
      if (mounting != null) {
        work.run(scheduler);
        mounting.closeLateScope();
      } else {
        rootEnded = false;
        HandlerScope.run(name, scheduler::newThread, this::serve);
      }
      wants = false;
    } while (!ended && !work.end());
    ended = true;
  }

  private void giveUp(Throwable cause) {
    ended = true;
    work.giveUp(cause);
  }

  /** Pauses before the next attempt; false where there was no memory for too long (law E13). */
  boolean awaitMemory() {
    long now = System.nanoTime();
    if (!wants) {
      wants = true;
      wantsSince = now;
    }
    if (now - wantsSince >= patienceNanos) {
      return false;
    }
    try {
      LockSupport.parkNanos(RETRY_NANOS);
    } catch (OutOfMemoryError e) {
      Thread.onSpinWait(); // a virtual thread needs memory to leave its carrier, or even to wait
    }
    return true;
  }

  private void serve(HandlerScope.Forks scope) {
    root = null;
    if (mayUseThreadsAgain() && !ExclusiveContext.used) {
      scope.fork(name, this::runRoot);
      serveScope(scope, () -> rootEnded);
    } else {
      forks = scope; // the owner takes the root events itself
      work.run(scheduler);
      endKept();
    }
  }

  private boolean mayUseThreadsAgain() {
    return scheduler.carriers != null && JdkThreadState.CAN_BE_CLEARED;
  }

  /** Forks in the scope until that is so, and ends what has been kept. By the scope's owner. */
  void serveScope(HandlerScope.Forks scope, BooleanSupplier done) {
    hasForked = false;
    serveUntil(scope, done);
    endKept();
    leavePlace();
  }

  private void endKept() {
    KeptThreads kept = scheduler.kept;
    if (kept != null) {
      kept.end();
      scheduler.kept = null;
    }
  }

  private void serveUntil(HandlerScope.Forks scope, BooleanSupplier done) {
    while (true) {
      TriggeredRun run = scheduler.request;
      if (run != null && LockStepScheduler.REQUEST.compareAndSet(scheduler, run, null)) {
        fork(scope, run);
      } else if (done.getAsBoolean()) {
        return;
      } else {
        LockSupport.park();
        Thread.interrupted(); // nobody has a reason to interrupt the owner; it must not spin
      }
    }
  }

  private void fork(HandlerScope.Forks scope, TriggeredRun run) {
    try {
      scope.fork(run.threadName(), taskOf(run));
    } catch (Throwable t) { // no memory for a thread: the writer has to know
      run.couldNotStart(t);
    }
  }

  /** The first thread of a stretch is not kept: most agents that wake have no more to do. */
  private Callable<@Nullable Void> taskOf(TriggeredRun run) {
    if (!hasForked || !mayUseThreadsAgain()) {
      hasForked = true;
      return run;
    }
    KeptThreads kept = scheduler.kept;
    if (kept == null) {
      kept = new KeptThreads(scheduler);
      scheduler.kept = kept;
    }
    return kept.next(run);
  }

  /** Runs a root handler in a thread of its own, where this one takes the root events. */
  void runRootHandler(TriggeredRun run) {
    HandlerScope.Forks scope = forks;
    if (scope == null) {
      throw new IllegalStateException(name + " is not at work");
    }
    run.scheduler = scheduler;
    run.parked = Thread.currentThread();
    hasForked = false; // no writer can call it: it has a new thread each time
    fork(scope, run);
    serveUntil(scope, () -> run.done);
  }

  private @Nullable Void runRoot() {
    try {
      ReusedThread thread = new ReusedThread();
      root = thread;
      do {
        work.run(scheduler);
      } while (goesOnAfterRest(thread));
    } finally {
      rootEnded = true;
      scheduler.next = thread; // as it hands the turn on where it has carriers
    }
    return null;
  }

  /**
   * Lets the root thread rest with all that the stretch has made, where the agent is among the
   * {@link WarmAgents}. False where the thread has to end; the stretch of work may have ended then.
   */
  private boolean goesOnAfterRest(ReusedThread thread) {
    WarmAgents warm = scheduler.warm();
    if (warm == null || !work.mayRest() || ExclusiveContext.used) {
      return false;
    }
    Rest place = rest == null ? warm.admit(work) : rest;
    rest = place;
    if (place == null || !thread.clear()) {
      return false;
    }
    if (scheduler.kept != null) {
      scheduler.kept.keepOne();
    }
    thread.name(KeptThreads.RESTING);
    boolean goesOn = place.untilWoken();
    ended = !goesOn;
    if (place.isLost()) {
      rest = null;
    }
    return goesOn;
  }

  private void leavePlace() {
    WarmAgents warm = scheduler.warm();
    Rest place = rest;
    if (warm != null && place != null) {
      warm.leave(place);
      rest = null;
    }
  }
}
