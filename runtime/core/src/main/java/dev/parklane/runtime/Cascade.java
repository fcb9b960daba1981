package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ForeignFrames;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * All that one root event sets off inside one agent: a tree of handlers, run depth first (law E3).
 *
 * <p>It holds the chain of writers, the guards, the failure if there is one, and what will leave
 * the agent if there is none. Only the thread whose turn it is touches it, but for the outbox.
 */
final class Cascade extends Outbox {
  private final CascadeHost host;
  final LockStepScheduler scheduler;
  final UndoLog undo;
  private final GuardCheck guards;
  private final int mounted; // how many writers may stand under a handler that runs on their stack
  final @Nullable Interference faults; // null where there can be none
  final @Nullable CascadeTracer tracer; // null where nobody wants to know

  @Nullable Turn turn; // of the instance; null while there is none. Written by its place
  private @Nullable HandlerRun current; // which the watch of locks reads too, a moment later
  private int handlers;
  private int greatestDepth; // since its last checkpoint
  private int deepestBefore; // that
  boolean constructing; // it is, or has ended, inside the constructor of the agent
  private boolean stopRequested;
  byte watched; // by recordings: 0 where none wants it, or as its part says
  private @Nullable CascadePart part; // null where there is no more to say of it

  private @Nullable Throwable cause;
  private @Nullable HandlerRun failedIn;
  private @Nullable CascadeAbortedException aborted;

  private AtWork.@Nullable Waits waits; // guarded by this

  /**
   * Of a root event that begins.
   *
   * @param mounted how many writers may stand under a handler that runs on their stack
   * @param faults null where there can be none
   * @param tracer null where nobody wants to know
   */
  Cascade(
      CascadeHost host,
      LockStepScheduler scheduler,
      UndoLog undo,
      GuardCheck guards,
      int mounted,
      @Nullable Interference faults,
      @Nullable CascadeTracer tracer) {
    this.host = host;
    this.scheduler = scheduler;
    this.undo = undo;
    this.guards = guards;
    this.mounted = mounted;
    this.faults = faults;
    this.tracer = tracer;
  }

  String uri() {
    return host.uri();
  }

  /** The handler that runs, under its writers. */
  String chain() {
    HandlerRun running = current;
    return running == null ? "no handler" : ChainText.of(running);
  }

  /** The agent in which it runs. */
  CascadeHost host() {
    return host;
  }

  /** The part that runs now (law F10). */
  CascadePart part() {
    CascadePart there = part;
    if (there == null) {
      there = new CascadePart();
      part = there;
    }
    return there;
  }

  @Nullable CascadePart partIfAny() {
    return part;
  }

  /** The handler that runs, or null between handlers. */
  @Nullable HandlerRun running() {
    return current;
  }

  /** How many parts of it have ended at checkpoints. */
  int checkpoints() {
    return part == null ? 0 : part.checkpoints();
  }

  // --- running ---------------------------------------------------------------------------------

  /** Runs a handler of the root event itself, on this thread. */
  void root(HandlerName name, Invocation handler) {
    start(new HandlerRun(this, name, null, handler, null));
  }

  /** Runs a handler of a lane: the one place that decides how a trigger is run. */
  void trigger(Observer observer, HandlerCall handler) {
    start(new HandlerRun(this, observer.name, observer, handler, current));
  }

  private void start(HandlerRun run) {
    if (cause != null) {
      throw aborted(cause);
    }
    HandlerRun writer = current;
    try {
      checkGuards(run);
      if (writer != null) {
        park(writer, run);
      } else if (scheduler.freshensRootThread(run.name.threadName(0))) {
        run.runHere();
      } else {
        scheduler.runRootHandler(run);
        giveToRoot();
      }
    } catch (StackOverflowError | OutOfMemoryError e) {
      // The lane has changed and its observers have not run: nobody may go on from that. No stack
      // may be left to call anything with.
      if (cause == null) {
        cause = e;
        failedIn = current;
      }
      for (HandlerRun over = current; over != null && over != writer; over = over.writer) {
        if (over.observer != null) {
          over.observer.onChain--; // it is mounted, and had no stack to leave
        }
        current = over.writer;
      }
      Turn mine = turn;
      if (mine != null) {
        mine.turn = null;
      }
      throw e;
    }
    if (cause != null) {
      throw aborted(cause);
    }
  }

  private void park(HandlerRun writer, HandlerRun run) {
    if (tracer != null) {
      tracer.parks(writer);
    }
    if (run.depth <= mounted && !ForeignFrames.areHere()) {
      run.runHere();
    } else {
      scheduler.park(run);
    }
    if (tracer != null) {
      tracer.resumes(writer);
    }
  }

  /**
   * Makes sure, before a lane changes, that there is stack left to trigger its observers. One that
   * would be mounted needs none: see {@link #start}.
   *
   * @throws StackOverflowError where there is not
   */
  void reserveStack() {
    HandlerRun writer = current;
    if (mounted == 0 || writer == null || writer.depth >= mounted || ForeignFrames.areHere()) {
      scheduler.reserveStack();
    }
  }

  private void checkGuards(HandlerRun run) {
    GuardException tripped = guards.trips(run, handlers);
    if (tripped != null) {
      fail(tripped, current);
      throw tripped;
    }
  }

  /** The turn goes to this run. */
  void enter(HandlerRun run) {
    Observer observer = run.observer;
    if (observer != null) {
      observer.onChain++;
    }
    current = run;
    if (tracer != null) {
      tracer.handles(run);
    }
    handlers++;
    greatestDepth = Math.max(greatestDepth, run.depth);
    give(Thread.currentThread());
  }

  /** Lets a simulation fail a handler, before its first statement or after its last. */
  void interfere(HandlerRun run, boolean hasRun) {
    if (faults != null && cause == null) {
      faults.handles(host.uri(), run.name.toString(), hasRun);
    }
  }

  /** This run is over; the turn goes back to its writer. */
  void leave(HandlerRun run) {
    Observer observer = run.observer;
    if (observer != null && current == run) {
      observer.onChain--;
    }
    HandlerRun writer = run.writer;
    current = writer;
    if (writer != null) {
      give(writer.thread);
    }
  }

  /** The turn goes to the root thread, which begins the cascade. */
  void giveToRoot() {
    give(Thread.currentThread());
  }

  private void give(@Nullable Thread thread) {
    Turn mine = turn;
    if (mine != null && cause == null) {
      mine.turn = thread;
    }
  }

  // --- failing ---------------------------------------------------------------------------------

  /** The cascade fails: from now on every lane access throws. The first failure is the cause. */
  void fail(Throwable failure, @Nullable HandlerRun in) {
    Throwable first = cause;
    if (first == null) {
      cause = failure;
      failedIn = in;
      takeTurnBack();
    } else {
      Unwinding.suppress(failure, first, aborted, host);
    }
  }

  /** From here on nobody may touch the agent's lanes. */
  void takeTurnBack() {
    Turn mine = turn;
    if (mine != null) {
      mine.turn = null;
    }
  }

  boolean hasFailed() {
    return cause != null;
  }

  /** The failure. */
  Throwable cause() {
    return cause == null ? new CancellationException("the cascade has not failed") : cause;
  }

  /** How many handlers have started in it. */
  int handlers() {
    return handlers;
  }

  /** The most writers that were parked at once in it. */
  int deepest() {
    return Math.max(deepestBefore, greatestDepth);
  }

  /** The handler that failed, or null where none was running. */
  @Nullable HandlerRun failedIn() {
    return failedIn;
  }

  /** Throws the failure again where this thread is the handler that runs in the failed cascade. */
  void rethrowIn(Thread thread) {
    Throwable failure = cause;
    if (failure != null && runsOn(thread)) {
      throw aborted(failure);
    }
  }

  /** Whether this thread is the handler that runs. */
  boolean runsOn(Thread thread) {
    HandlerRun running = current;
    return running != null && running.thread == thread;
  }

  private CascadeAbortedException aborted(Throwable failure) {
    CascadeAbortedException exception = aborted;
    if (exception == null) {
      exception = new CascadeAbortedException(host.uri(), failure);
      aborted = exception;
    }
    return exception;
  }

  // --- what it changes -------------------------------------------------------------------------

  /**
   * Runs the constructor of the agent: its lanes may be declared and observed, not written.
   *
   * @param restore has the agent take up what its store has kept
   */
  void construct(Invocation constructor, Runnable restore) {
    constructing = true;
    root(HandlerName.ofAgent("constructor"), constructor);
    restore.run();
    handlers = 0; // it is not a handler, and no guard counts it
    constructing = false;
  }

  /** What a write to a lane in the constructor gets (law V4). */
  static LaneAccessException writtenInConstructor(Undoable lane) {
    return new LaneAccessException(
        "[PL-V4] %s: written in the constructor; give it its first value when you declare it, or write in onStart()"
            .formatted(lane));
  }

  /** Tells of a lane that is about to change. */
  void tellOf(Undoable lane, String name) {
    HandlerRun writer = current;
    if (tracer != null && writer != null) { // a root event by itself is told of as it begins
      tracer.writes(lane, name, writer);
    }
  }

  void keepObservers(Undoable lane, Object observers) {
    if (!constructing) {
      undo.keepBefore(lane, observers);
    }
  }

  void changesLanes(Undoable instance, Object before) {
    if (!constructing) {
      undo.keepBefore(instance, before);
      part().changesLanes();
    }
  }

  void keepBefore(Undoable of, Object before) {
    undo.keepBefore(of, before);
  }

  /**
   * Will be done if the cascade fails; but what the constructor has set up stays for as long as the
   * instance.
   */
  void onUndo(UndoLog.Undo act) {
    if (!constructing) {
      undo.keep(act);
    }
  }

  /** Whether the part that runs has closed a lane of this name. */
  boolean hasDropped(String lane) {
    return part != null && part.hasDropped(lane);
  }

  void requestStop() {
    stopRequested = true;
  }

  /** Whether the agent shall stop; where it has failed, by what stands of it (laws L3, F10). */
  boolean isStopRequested() {
    return cause == null ? stopRequested : part != null && part.stopStands();
  }

  void recordEnd() {
    if (part != null) {
      part.recordEnd(handlers, greatestDepth, cause == null);
    }
  }

  /** What it has done so far stands; the handler that runs begins another part. */
  void beginPart() {
    recordEnd();
    part().endsAtCheckpoint(handlers, stopRequested);
    deepestBefore = deepest();
    greatestDepth = 0;
  }

  // --- waits -----------------------------------------------------------------------------------

  /** For a wait of a handler, or of a subtask that one has forked. */
  synchronized AtWork.Absence absence() {
    if (waits == null) {
      waits = host.atWork().waits();
    }
    return waits.absence();
  }
}
