package dev.parklane.runtime.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * What a stretch of work has in place of a scope and a root thread where its handlers are mounted
 * (law X1): the {@link Runner} that works, and the {@link LateScope} of those handlers that have
 * threads of their own all the same.
 */
final class MountedStretch {
  private final LockStepScheduler scheduler;
  private final AgentWork work;
  private final Owner owner; // whose loop the runner runs
  private final StartedThreads started; // where no carrier knows them

  private @Nullable Runner runner; // the carrier: until the stretch is over
  private @Nullable LateScope lateScope; // threads of the agent

  MountedStretch(LockStepScheduler scheduler, AgentWork work, Owner owner, StartedThreads started) {
    this.scheduler = scheduler;
    this.work = work;
    this.owner = owner;
    this.started = started;
  }

  // --- on the carrier ----------------------------------------------------------------------------

  /** Gives it to a runner, one that rests on this carrier if there is one. */
  void begin() {
    RestingRunners resting = resting();
    Runner taken = resting == null ? null : resting.take();
    if (taken != null) {
      runner = taken;
      owner.thread = taken.thread;
      taken.give(scheduler);
      return;
    }
    Runner made = new Runner(scheduler);
    Thread thread = JdkVirtualThreads.newThread(made, work.name(), made);
    made.thread = thread;
    runner = made;
    owner.thread = thread;
    thread.start();
  }

  /** Lets its runner rest on this carrier where it has just left it for that. */
  void restIfOver() {
    Runner working = runner;
    if (working != null && working.rests()) {
      runner = null;
      RestingRunners resting = resting();
      if (resting != null) { // as it was when the runner asked whether it may
        resting.add(working);
      }
    }
  }

  private @Nullable RestingRunners resting() {
    Carriers carriers = scheduler.carriers;
    Thread carrier = scheduler.carrier;
    return carriers == null || carrier == null ? null : carriers.restingOn(carrier);
  }

  // --- on the runner -----------------------------------------------------------------------------

  /** The whole stretch. */
  void run(@Nullable ReusedThread on) {
    if (on != null) {
      on.name(work.name());
    }
    owner.root = on;
    owner.run();
  }

  /** What the runner goes on with where it need not leave its carrier; else null. At the end. */
  @Nullable MountedStretch following() {
    Runner working = runner;
    if (working == null) {
      return null;
    }
    runner = null; // before another carrier may have this agent
    MountedStretch follower = scheduler.handCarrierOn(working);
    if (follower == null) {
      runner = working;
    }
    return follower;
  }

  /** Its runner is one that comes from another agent. */
  void goesOn(Runner from) {
    runner = from;
    owner.thread = from.thread;
    from.goOnWith(scheduler);
  }

  /** Whether the runner may rest when it has left its carrier. At the end. */
  boolean mayRest() {
    RestingRunners resting = resting();
    return resting != null && resting.hasRoom();
  }

  /** Its thread has ended when this returns. */
  void closeLateScope() {
    LateScope there = lateScope;
    if (there != null) {
      there.close();
      lateScope = null;
    }
  }

  // --- on any thread of the agent ----------------------------------------------------------------

  /** Who forks for a writer whose handler needs a thread of its own. */
  Thread forker() {
    LateScope there = lateScope;
    if (there == null || there.isClosed()) { // it may not have been opened for want of memory
      there = open();
    }
    return there.thread;
  }

  private LateScope open() {
    LateScope opened = new LateScope(scheduler, work, owner);
    if (scheduler.carriers == null) {
      started.add(opened.thread);
    }
    lateScope = opened; // before what it forks looks for it
    boolean isStarted = false;
    try {
      opened.thread.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        lateScope = null;
      }
    }
    return opened;
  }
}
