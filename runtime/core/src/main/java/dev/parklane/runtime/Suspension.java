package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.scheduling.Interference;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The handle of work that runs away from its agent, in a virtual thread of its own, and whose
 * result comes back as a root event (law S1).
 *
 * <p>The work cannot touch lanes. It ends with the agent: then it is interrupted, and its result
 * dropped (law S2); so it is where the cascade that began it fails (law F2). Work that is dropped
 * before its thread has begun is not called at all, and so is not interrupted either. Where it is
 * to be tried again each attempt has a thread of its own, and none is there between them (law S4).
 *
 * <p>A plane that drains waits for it (law S4): {@link Plane#close(Closing)} says how long.
 */
public final class Suspension extends SuspendedWork {
  private static final HandlerName NAME = HandlerName.ofAgent("suspended");

  private final Instance agent;
  private final @Nullable Work options; // null where it has no name
  private final WorkLog log;
  private final Task<?> task;
  private final long begunNanos = System.nanoTime();

  private volatile boolean dropped; // any thread, for good
  private boolean over; // guarded by this, for good: its end is known, or it is dropped
  private int attempts; // guarded by this: that have begun
  private @Nullable Attempt running; // guarded by this: the last that has begun
  private @Nullable Wakeup next; // guarded by this: of the next attempt
  private @Nullable Wakeup limit; // guarded by this: of all attempts

  private Suspension(Instance agent, @Nullable Work options, Task<?> task) {
    this.agent = agent;
    this.options = options;
    log = new WorkLog(agent.cell(), options);
    this.task = task;
  }

  /**
   * Begins work. In the turn of the agent.
   *
   * @param failed null where what the work throws fails the agent
   */
  static <T> Suspension begin(
      Instance agent,
      @Nullable Work options,
      Callable<? extends T> work,
      Handler<? super T> then,
      @Nullable Handler<? super Throwable> failed) {
    Suspension begun = new Suspension(agent, options, new Task<T>(work, then, failed));
    AgentResources.hold(agent, begun, begun::end);
    begun.openWork().add(begun);
    begun.start();
    return begun;
  }

  private OpenWork openWork() {
    return agent.cell().commons().openWork;
  }

  private void start() {
    Duration within = options == null ? null : options.within();
    if (within != null) {
      Wakeup set = wake(within, this::tooLate);
      synchronized (this) {
        limit = set;
      }
    }
    attempt(0);
  }

  private Wakeup wake(Duration delay, Runnable callback) {
    TimeSource clock = agent.cell().commons().clock();
    return clock.wakeOnAnyThread(Nanos.plus(clock.nanos(), delay), agent.uri(), callback);
  }

  // --- attempts ----------------------------------------------------------------------------------

  /** Begins the attempt that comes after so many, unless it has begun or none is wanted. */
  private void attempt(int after) {
    Commons commons = agent.cell().commons();
    Attempt made;
    synchronized (this) {
      if (over || attempts != after) {
        return;
      }
      next = null;
      attempts = after + 1;
      made = new Attempt(attempts, work -> commons.newSuspended(log.threadName(), work), this::run);
      running = made;
    }
    Duration each = options == null ? null : options.eachWithin();
    if (each != null) {
      made.endsAt(wake(each, () -> attemptTooLate(made, each)));
    }
    commons.startSuspended(made.thread());
  }

  /** Begins one again, when nobody is there who would hear that it cannot be begun. */
  private void attemptAgain(int after) {
    try {
      attempt(after);
    } catch (RuntimeException | Error e) { // no memory for a thread, most likely
      comeBack(task.failure(e));
    }
  }

  /** On the thread of an attempt. */
  private void run(Attempt attempt) {
    if (isOver()) {
      return; // before it has begun: it has no effect outside either
    }
    Task.Told<?> then;
    try {
      works(false);
      then = task.call();
      works(true);
    } catch (Throwable t) { // it is handed to the agent, whatever it is, or the work tried again
      if (attempt.end()) {
        fails(attempt.number(), t);
      }
      return;
    }
    if (attempt.end()) {
      comeBack(then);
    }
  }

  /** A simulation may let time pass before it, and behind it. */
  private void works(boolean hasRun) throws InterruptedException {
    Interference faults = agent.cell().commons().faults;
    if (faults != null) {
      faults.works(agent.uri(), log.name(), hasRun);
    }
  }

  private void attemptTooLate(Attempt late, Duration each) {
    if (late.end()) {
      fails(
          late.number(),
          WorkTimeoutException.ofAttempt(agent.uri(), log.name(), each, late.number()));
      late.interrupt();
    }
  }

  private void fails(int number, Throwable failure) {
    if (!isTriedAgain(number, failure)) {
      comeBack(task.failure(failure));
    }
  }

  private boolean isTriedAgain(int failed, Throwable failure) {
    try {
      return triesAgain(failed, failure);
    } catch (RuntimeException | Error e) { // of a time of the user's: the agent hears of both
      failure.addSuppressed(e);
      return false;
    }
  }

  private boolean triesAgain(int failed, Throwable failure) {
    if (options == null || failure instanceof Error) {
      return false;
    }
    if (isOver()) {
      return true; // nobody wants to know
    }
    Retry retry = options.retry();
    boolean hasMore = failed <= retry.attempts();
    if (hasMore && openWork().isDraining() && !task.hasFailureHandler()) {
      log.notTriedAgain(failure, failed);
      end(); // an agent that has reckoned with no failure is not failed by a plane that closes
      return true;
    }
    if (!hasMore || openWork().isDraining()) {
      if (failed > 1 && task.hasFailureHandler()) { // else it fails the agent, which tells it
        log.givenUp(failure, failed);
      }
      return false;
    }
    Duration delay = retry.backoff().delay(failed - 1);
    log.triedAgain(failure, failed, delay);
    tryAgain(failed, delay);
    return true;
  }

  private void tryAgain(int failed, Duration delay) {
    Wakeup set = wake(delay, () -> attemptAgain(failed));
    boolean waits;
    synchronized (this) {
      waits = !over && attempts == failed; // else it has come already, or has to be cancelled
      if (waits) {
        next = set;
      }
    }
    if (!waits) {
      set.cancel();
    } else if (openWork().isDraining()) { // since it was asked, and it may not have seen this
      skipBackoff();
    }
  }

  private synchronized boolean isOver() {
    return over;
  }

  // --- its end -----------------------------------------------------------------------------------

  private void tooLate() {
    Work late = options;
    Duration within = late == null ? null : late.within();
    if (within != null) {
      end(WorkTimeoutException.ofAll(agent.uri(), log.name(), within, begun()));
    }
  }

  private synchronized int begun() {
    return attempts;
  }

  /** The agent is told that it takes too long, and it is interrupted. */
  private void end(WorkTimeoutException why) {
    if (comeBack(task.failure(why))) {
      interrupt();
    }
  }

  /** Its end is known, unless it was before. */
  private boolean comeBack(Task.Told<?> told) {
    if (!beOver()) {
      return false;
    }
    try {
      agent
          .cell()
          .deliver(new Resumption(this, told)); // where the agent is gone the result is dropped
    } finally {
      openWork().remove(this);
    }
    return true;
  }

  /** Lets it be over, unless it was; whether it did. Nothing of it comes with time. */
  private boolean beOver() {
    Wakeup attempt;
    Wakeup end;
    Attempt last;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      attempt = next;
      end = limit;
      last = running;
    }
    cancel(attempt);
    cancel(end);
    if (last != null) {
      last.end();
    }
    return true;
  }

  private static void cancel(@Nullable Wakeup set) {
    if (set != null) {
      set.cancel();
    }
  }

  /**
   * Interrupts the work and drops its result. In the agent's turn that happens when the cascade
   * succeeds. Work whose thread has not begun yet is not called. Any thread.
   *
   * @throws CascadeAbortedException where it is called by a handler whose cascade has failed
   */
  public void cancel() {
    if (agent.cell().isTurnOf(agent)) {
      agent.cascade().leaves(by -> end()); // nothing of it can come before that
    } else {
      end();
    }
  }

  @Override
  void abandon() {
    dropped = true;
    if (beOver()) {
      openWork().remove(this);
    }
  }

  @Override
  void end() {
    abandon();
    interrupt();
    AgentResources.letGo(agent, this);
  }

  /** Interrupts the last attempt, if one runs. It is over: none comes after that. */
  private void interrupt() {
    Attempt last;
    synchronized (this) {
      last = running;
    }
    if (last != null) {
      last.interrupt();
    }
  }

  // --- its plane closes --------------------------------------------------------------------------

  @Override
  String text() {
    int number;
    boolean waits;
    synchronized (this) {
      number = attempts;
      waits = next != null;
    }
    return log.text()
        + (waits ? ", before attempt " + (number + 1) : ", in attempt " + number)
        + ", for "
        + Duration.ofNanos(System.nanoTime() - begunNanos).truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  synchronized boolean isBackingOff() {
    return next != null && !over;
  }

  @Override
  synchronized boolean isDoneBy(Thread work) {
    return running != null && running.thread() == work;
  }

  @Override
  void skipBackoff() {
    Wakeup set;
    int begun;
    synchronized (this) {
      set = next;
      begun = attempts;
    }
    if (set != null) {
      set.cancel();
      attemptAgain(begun);
    }
  }

  @Override
  void expire(Duration grace) {
    log.interrupted(text(), grace);
    if (task.hasFailureHandler()) {
      end(WorkTimeoutException.ofClosing(agent.uri(), log.name(), grace, begun()));
    } else {
      end();
    }
  }

  /** The work has ended, well or not. */
  private static final class Resumption extends ComingBack {
    private final Suspension suspension;
    private final Task.Told<?> told;

    Resumption(Suspension suspension, Task.Told<?> told) {
      super(
          suspension.agent,
          (suspension.options == null
                  ? NAME
                  : HandlerName.of(suspension.log.name(), "suspended", 0))
              .by(told.handler()));
      this.suspension = suspension;
      this.told = told;
    }

    @Override
    boolean begin() {
      AgentResources.letGo(suspension.agent, suspension);
      return !suspension.dropped;
    }

    @Override
    void handle() throws Exception {
      told.handle();
    }
  }
}
