package dev.parklane.runtime.scheduling;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.clock.failure.StackReserve;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The scheduler of one agent's virtual threads for one stretch of work, from the message that wakes
 * the agent until its mailbox is empty. It runs exactly one of them at a time.
 *
 * <h2>Turn order</h2>
 *
 * A stretch of work has three kinds of threads. The {@linkplain Owner owner} opens the agent's
 * {@link HandlerScope} and forks in it; it runs no user code. The <em>root thread</em>, its first
 * fork, takes root events from the mailbox and runs their handlers one after the other; each finds
 * it as a fresh thread would (law E11). Where the JDK does not let a thread's state be cleared,
 * there is no root thread: the owner takes the root events, and forks each root handler. Each
 * <em>triggered handler</em> has a thread of its own, which may have run another before ({@link
 * KeptThreads}). All but one of them are parked at any moment: whoever stops running names the
 * thread that goes on ({@link #hand}), and nobody else is woken. Where handlers are mounted there
 * is one thread, that of a {@link Runner}, and those that the depth asks for ({@link
 * MountedStretch}).
 *
 * <h2>Parking</h2>
 *
 * A write with an observer goes three steps: the writer leaves a {@link TriggeredRun} in {@link
 * #request}, hands the turn to a thread that rests, or to the owner, and parks; the owner forks the
 * run and parks; the handler runs, ends, and hands the turn back to the writer. So every trigger,
 * at every depth, costs two hand-offs, and where no thread rests one more and a new thread. A
 * writer inside of a guest language leaves that {@link ExclusiveContext} first, and comes back
 * last.
 *
 * <h2>Depth</h2>
 *
 * The scope is flat: a thousandth writer's handler is forked by the same owner as the first one's.
 * Parked writers are objects on the heap, linked by their runs; nothing recurses, so that only the
 * guards and the heap bound a chain (law G3).
 *
 * <h2>Carriers</h2>
 *
 * Where the JDK is opened ({@link JdkVirtualThreads}), this object is the scheduler of its threads
 * in the JDK's own sense. Each thread gets a {@link Strand} as its executor, which queues the
 * thread's continuation here; {@link #run} takes them off one by one, on one carrier, so that no
 * hand-off crosses platform threads. A hand-off is then no more than a field: the run loop unparks
 * the named thread after the one that named it has left the carrier. When nothing is runnable (the
 * handler sleeps, waits for I/O, a lock, a future) the carrier goes to another agent, and an unpark
 * from wherever queues the strand again (law E7). A virtual thread inherits the executor of the one
 * that starts it; a strand knows its own thread's continuation by identity, and passes those of
 * others, forks and threads of the user's, to the JDK's default scheduler.
 *
 * <p>Where the JDK is closed, the threads run on the default scheduler, and a hand-off is an
 * unpark. The same code parks, forks and resumes, so the laws are the same.
 *
 * <h2>Failure</h2>
 *
 * What leaves a handler stops at its {@link TriggeredRun}, which marks the cascade as failed and
 * hands the turn back as always. A writer that is resumed in a failed cascade throws; so the chain
 * unwinds writer by writer, each on its own short stack, with one exception for all.
 *
 * <p>A writer may be near the end of its stack. Where the JDK is opened it changes two fields and
 * calls nothing up to the park, so a {@link StackOverflowError} finds either nothing done or a
 * request that can be taken back; elsewhere {@link StackReserve} looks ahead. A writer that is
 * pinned to its carrier would wait for itself; {@link PinnedWriters} finds it, and its write fails.
 */
public final class LockStepScheduler implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LockStepScheduler.class);

  private static final int EVENTS_PER_TURN = 64; // on the default scheduler

  private static final long PATIENCE_NANOS = 10_000_000_000L; // where there is no memory

  static final VarHandle REQUEST; // of request
  private static final VarHandle ARRIVED;
  private static final VarHandle QUEUED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      REQUEST = lookup.findVarHandle(LockStepScheduler.class, "request", TriggeredRun.class);
      ARRIVED = lookup.findVarHandle(LockStepScheduler.class, "arrived", Strand.class);
      QUEUED = lookup.findVarHandle(LockStepScheduler.class, "queued", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AgentWork work;
  private final String name; // of the work
  final @Nullable Carriers carriers; // null where the JDK is closed
  private final StartedThreads owners; // where it is

  private final Owner owner;
  final @Nullable MountedStretch mounting; // where handlers are; null where they are parked
  @Nullable KeptThreads kept; // its threads alone; null where each handler has a new one

  volatile @Nullable TriggeredRun request; // set by the writer, taken by the owner or back

  @Nullable Thread carrier; // written by the carrier; others compare it, the watch looks
  @Nullable Thread mounted; // written by the carrier: the thread that the carrier runs now
  private @Nullable Thread ranLast; // carrier only
  @Nullable Thread next; // set by the mounted thread, taken by the carrier
  private @Nullable Strand first; // carrier only, or its mounted thread: runnable, in order
  private @Nullable Strand last;
  private int slice; // carrier only, or its mounted thread: what is left of it
  private volatile @Nullable Strand arrived; // any thread, through ARRIVED: runnable, newest first
  private volatile boolean queued; // any thread, through QUEUED: whether a carrier has it or will

  /**
   * Makes a scheduler on these carriers, or on the JDK's default scheduler where there are none.
   *
   * @param work what is done in its turns
   * @param carriers what gives it turns; null for the JDK's default scheduler
   * @param owners where the threads of owners are added that no carrier knows
   */
  public LockStepScheduler(AgentWork work, @Nullable Carriers carriers, StartedThreads owners) {
    this(work, carriers, owners, false, PATIENCE_NANOS);
  }

  /** Makes one that goes on for so long where memory is wanted for its own threads. */
  LockStepScheduler(
      AgentWork work,
      @Nullable Carriers carriers,
      StartedThreads owners,
      boolean mounts,
      long patienceNanos) {
    this.work = work;
    this.name = work.name();
    this.carriers = carriers;
    this.owners = owners;
    owner = new Owner(this, work, name, patienceNanos);
    mounting = mounts ? new MountedStretch(this, work, owner, owners) : null;
  }

  /**
   * Begins a stretch of work, on the threads of the last one where they rest. Any thread. What it
   * throws, it throws with nothing begun.
   *
   * @param work what is done in its turns
   * @param mounts whether a {@link Runner} runs the root handlers, and what is mounted on them
   * @param carriers what gives it turns; null for the JDK's default scheduler
   * @param owners where the threads are added that no carrier knows
   */
  public static void wake(
      AgentWork work, boolean mounts, @Nullable Carriers carriers, StartedThreads owners) {
    WarmAgents warm = mounts || carriers == null ? null : carriers.warm();
    if (warm == null || !warm.resume(work)) {
      new LockStepScheduler(work, carriers, owners, mounts, PATIENCE_NANOS).start();
    }
  }

  /** Begins the stretch of work. Any thread. What it throws, it throws with nothing begun. */
  public void start() {
    if (carriers == null) {
      Thread thread = newThread(name, owner);
      owner.thread = thread;
      owners.add(thread);
      thread.start();
    } else {
      queued = true;
      carriers.execute(this); // the carrier makes the owner, so that it inherits nothing from here
    }
  }

  /**
   * Runs a root handler in a thread of its own, where the owner takes the root events.
   *
   * @param run what the thread does; its {@link TriggeredRun#threadName} is the thread's name
   */
  public void runRootHandler(TriggeredRun run) {
    owner.runRootHandler(run);
  }

  /** Who forks. */
  private Thread owner() {
    Thread thread = mounting == null ? owner.thread : mounting.forker();
    if (thread == null) {
      throw new IllegalStateException(name + " is not at work");
    }
    return thread;
  }

  @Nullable WarmAgents warm() {
    return carriers == null ? null : carriers.warm();
  }

  Thread newThread(String name, Runnable task) {
    if (carriers == null) {
      return StartedThreads.make(name, task);
    }
    Strand strand = new Strand(this);
    Thread thread = JdkVirtualThreads.newThread(strand, name, task);
    strand.thread = thread;
    return thread;
  }

  /**
   * Names the root thread after what it does now. Root thread only.
   *
   * @param name what the root thread is called from now on
   */
  public void nameRootThread(String name) {
    if (!name.equals(Thread.currentThread().getName())) {
      Thread.currentThread().setName(name);
    }
  }

  /**
   * Makes the root thread as a fresh one, for the root handler that it runs now.
   *
   * @param handler what the root thread is called from now on
   * @return false where it is not mounted, and may not run one root handler after the other, as
   *     what they leave in it cannot be taken away: each of them has a thread of its own there (law
   *     E11)
   */
  public boolean freshensRootThread(String handler) {
    ReusedThread thread = owner.root;
    if (thread == null) {
      return mounting != null;
    }
    thread.freshen(mounting == null ? handler : name);
    return true;
  }

  /** {@return the thread of the agent that ran last, or null} For the carrier that ran it. */
  public @Nullable Thread ranLast() {
    return ranLast;
  }

  /** {@return whether a thread of the agent can run now} For the carrier that runs it. */
  public boolean canRun() {
    return first != null || arrived != null;
  }

  /** {@return the name of what it works on: the agent's URI} */
  public String name() {
    return name;
  }

  /** Its turn has lasted so long. By the watch of its carrier. */
  void tellKeepsCarrier(long nanos) {
    work.keepsCarrier(nanos);
  }

  /** {@return how many root events are handled before {@link #yieldCarrier}} */
  public int eventsPerTurn() {
    return carriers == null ? EVENTS_PER_TURN : carriers.eventsPerTurn();
  }

  /** Lets other agents have the carrier for a while. Root thread only, between root events. */
  public void yieldCarrier() {
    slice = 0;
    Thread.yield();
  }

  // --- parking ---------------------------------------------------------------------------------

  /**
   * Parks the calling writer until the run is done, outside of the {@link ExclusiveContext} that it
   * is in. An interrupt does not end the wait; it is there again when this returns.
   *
   * @param run what the writer waits for; it is run in a thread of its own
   */
  public void park(TriggeredRun run) {
    if (!ExclusiveContext.used) {
      parkOutside(run);
      return;
    }
    ExclusiveContext left = ExclusiveContext.leave();
    try {
      parkOutside(run);
    } finally {
      ExclusiveContext.comeBack(left);
    }
  }

  private void parkOutside(TriggeredRun run) {
    Thread writer = Thread.currentThread();
    run.scheduler = this;
    run.parked = writer;
    boolean interrupted = false;
    KeptThreads.Kept rested = restingThread();
    try {
      if (rested == null) {
        request = run;
        hand(owner());
      } else {
        rested.call(run);
      }
      while (!run.done) {
        LockSupport.park();
        interrupted |= Thread.interrupted();
        LockProbe.answer();
        if (run.refusedAsPinned && REQUEST.compareAndSet(this, run, null)) {
          run.couldNotStartPinned(name, writer);
        }
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      if (carriers != null && request == run) {
        request = null; // nobody else runs; and no call, as no stack may be left
      } else if (carriers != null || !REQUEST.compareAndSet(this, run, null)) {
        run.awaitDone();
      }
      throw e;
    } finally {
      if (interrupted) {
        writer.interrupt();
      }
    }
  }

  private KeptThreads.@Nullable Kept restingThread() {
    KeptThreads threads = kept;
    return threads == null ? null : threads.resting;
  }

  /**
   * Makes sure that there is stack left for a hand-off.
   *
   * @throws StackOverflowError where there is not
   */
  public void reserveStack() {
    if (carriers == null || (ExclusiveContext.used && ExclusiveContext.isInside())) {
      StackReserve.check();
    }
  }

  /** The turn goes to this thread of the agent as soon as the calling one has parked or ended. */
  void hand(Thread to) {
    if (carriers == null) {
      LockSupport.unpark(to);
    } else {
      next = to;
    }
  }

  // --- the run loop, where the JDK is opened -----------------------------------------------------

  /**
   * Runs the agent's runnable threads, one after the other, on the calling carrier; and those of
   * the agents that its runner has gone on with.
   */
  @Override
  public void run() {
    enterCarrier(Thread.currentThread());
    slice = carriers == null ? 0 : carriers.slice();
    while (owner.thread == null) {
      if (!begin()) {
        leaveCarrier();
        return; // it stays queued, so that nobody brings it back
      }
    }
    for (LockStepScheduler has = this; has != null; ) {
      has = has.runStrands();
    }
  }

  /** Until its turn is over, and null; or the agent that has the carrier now. */
  private @Nullable LockStepScheduler runStrands() {
    do {
      for (Strand strand = nextStrand(); strand != null; strand = nextStrand()) {
        if (slice-- <= 0) {
          putFirst(strand);
          leaveCarrier();
          resubmit();
          return null;
        }
        LockStepScheduler has = runOne(strand);
        if (has != this) {
          return has;
        }
      }
      leaveCarrier();
      queued = false;
    } while (arrived != null && takeQueue());
    return null;
  }

  /**
   * Leaves the carrier to the agent whose turn comes next, where that begins and its handlers are
   * mounted: the runner goes on with it, and is not taken off. The runner, at the end of a stretch.
   *
   * @return that agent's, or null where nothing was left
   */
  @Nullable MountedStretch handCarrierOn(Runner runner) {
    Thread here = carrier;
    LockStepScheduler follower =
        here == null || carriers == null || canRun() ? null : carriers.nextToBegin(here);
    if (follower == null || follower.mounting == null) {
      return null;
    }
    follower.enterCarrier(here);
    follower.slice = carriers.slice();
    follower.mounted = mounted;
    follower.ranLast = mounted;
    follower.mounting.goesOn(runner);
    mounted = null;
    carrier = null;
    queued = false;
    if (arrived != null && QUEUED.compareAndSet(this, false, true)) {
      resubmit();
    }
    return follower.mounting;
  }

  /** Whether it has not had a turn, and its handlers are mounted. Whoever has its turn. */
  boolean isToBeginMounted() {
    return mounting != null && owner.thread == null;
  }

  /** False where that cannot be, and the agent has been given up. */
  private boolean begin() {
    try {
      if (mounting != null) {
        mounting.begin();
      } else {
        Thread thread = newThread(name, owner);
        owner.thread = thread;
        thread.start();
      }
    } catch (Throwable t) {
      owner.thread = null;
      first = null;
      last = null;
      if (!(t instanceof OutOfMemoryError) || !owner.awaitMemory()) {
        work.giveUp(t);
        return false;
      }
    }
    return true;
  }

  private boolean takeQueue() {
    if (!QUEUED.compareAndSet(this, false, true)) {
      return false;
    }
    enterCarrier(Thread.currentThread());
    return true;
  }

  private void leaveCarrier() {
    Thread left = carrier;
    carrier = null;
    if (carriers != null && left != null) {
      carriers.runs(left, null);
    }
  }

  private void enterCarrier(Thread entered) {
    carrier = entered;
    if (carriers != null) {
      carriers.runs(entered, this);
    }
  }

  /**
   * The agent that has the carrier when the thread leaves it: this one, or what it went on with.
   */
  private LockStepScheduler runOne(Strand strand) {
    mounted = strand.thread;
    ranLast = mounted;
    try {
      Runnable continuation = strand.continuation;
      if (continuation != null) {
        continuation.run();
      }
    } catch (Throwable t) { // a continuation keeps its own exceptions; this is the JDK in distress
      Cause cause = Cause.of("thread not run on", "", "", t);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error("[PL-F6.2] agent {}: a thread could not be run on", name, t);
      }
    }
    LockStepScheduler now = strand.scheduler; // a runner may have gone on with another
    LockStepScheduler has = now == null ? this : now;
    has.hasRun(strand);
    return has;
  }

  private void hasRun(Strand strand) {
    mounted = null;
    strand.endIfOver();
    if (mounting != null) {
      mounting.restIfOver();
    }
    Thread named = next;
    if (named != null) {
      next = null;
      LockSupport.unpark(named);
    }
  }

  private @Nullable Strand nextStrand() {
    if (first == null) {
      takeArrived();
    }
    Strand strand = first;
    if (strand != null) {
      first = strand.behind;
      strand.behind = null;
      if (first == null) {
        last = null;
      }
    }
    return strand;
  }

  private void takeArrived() {
    Strand strand = (Strand) ARRIVED.getAndSet(this, null);
    while (strand != null) {
      Strand older = strand.behind;
      putFirst(strand);
      strand = older;
    }
  }

  private void putFirst(Strand strand) {
    strand.behind = first;
    first = strand;
    if (last == null) {
      last = strand;
    }
  }

  private void putLast(Strand strand) {
    Strand before = last;
    last = strand;
    if (before == null) {
      first = strand;
    } else {
      before.behind = strand;
    }
  }

  void enqueue(Strand strand) {
    Thread current = Thread.currentThread();
    if (current == carrier || current == mounted) {
      putLast(strand);
      return;
    }
    Strand before;
    do {
      before = arrived;
      strand.behind = before;
    } while (!ARRIVED.compareAndSet(this, before, strand));
    if (!queued && QUEUED.compareAndSet(this, false, true)) {
      resubmit();
    }
  }

  private void resubmit() {
    if (carriers != null) {
      carriers.execute(this);
    }
  }
}
