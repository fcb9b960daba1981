package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handle of work that runs away from its agent, in a virtual thread of its own, and whose
 * result comes back as a root event (law S1).
 *
 * <p>The work cannot touch lanes. It ends with the agent: then it is interrupted, and its result
 * dropped (law S2); so it is where the cascade that began it fails (law F2). Where it is to be
 * tried again each attempt has a thread of its own, and none is there between them (law S4).
 */
public final class Suspension extends AgentResources.Resource {
  private static final Logger LOG = LoggerFactory.getLogger(Suspension.class);
  private static final HandlerName NAME = HandlerName.ofAgent("suspended");

  /** The work, and what is done with what comes of it. */
  private record Task<T>(
      Callable<? extends T> work, Handler<? super T> then, Handler<? super Throwable> failed) {
    Told<?> call() throws Exception {
      return new Told<T>(then, work.call());
    }

    Told<?> failure(Throwable failure) {
      return new Told<>(failed, failure);
    }
  }

  /** What came of the work, and who is told. */
  private record Told<T>(Handler<? super T> handler, T result) {
    void handle() throws Exception {
      handler.handle(result);
    }
  }

  private final Instance agent;
  private final @Nullable Work options; // null where it has no name
  private final Task<?> task;

  private volatile boolean dropped; // any thread, for good
  private boolean over; // guarded by this, for good: its end is known, or it is dropped
  private int attempts; // guarded by this: that have begun
  private @Nullable Thread thread; // guarded by this: of the attempt that runs
  private @Nullable Wakeup next; // guarded by this: of the next attempt
  private @Nullable Wakeup limit; // guarded by this

  private Suspension(Instance agent, @Nullable Work options, Task<?> task) {
    this.agent = agent;
    this.options = options;
    this.task = task;
  }

  /** Begins work. In the turn of the agent. */
  static <T> Suspension begin(
      Instance agent,
      @Nullable Work options,
      Callable<? extends T> work,
      Handler<? super T> then,
      Handler<? super Throwable> failed) {
    Suspension begun = new Suspension(agent, options, new Task<T>(work, then, failed));
    AgentResources.hold(agent, begun, begun::end);
    begun.start();
    return begun;
  }

  private void start() {
    Duration within = options == null ? null : options.within();
    if (within != null) {
      Wakeup set = wake(within, this::tooLate);
      synchronized (this) {
        limit = set;
      }
    }
    attempt();
  }

  private Wakeup wake(Duration delay, Runnable callback) {
    TimeSource clock = agent.cell().commons().clock();
    return clock.wake(Nanos.plus(clock.nanos(), delay), agent.uri(), callback);
  }

  private void attempt() {
    Thread made;
    synchronized (this) {
      next = null;
      if (over) {
        return;
      }
      attempts++;
      made = agent.cell().commons().newSuspended(threadName(), this::run);
      thread = made;
    }
    agent.cell().commons().startSuspended(made);
  }

  private String threadName() {
    String by = "suspended by " + agent.uri();
    return options == null ? by : options.name() + ", " + by;
  }

  /** What it is called, as in {@code charge}. */
  private String name() {
    return options == null ? "suspended" : options.name();
  }

  /** On the thread of an attempt. */
  private void run() {
    try {
      comeBack(task.call());
    } catch (Throwable t) { // it is handed to the agent, whatever it is, or the work tried again
      if (!isTriedAgain(t)) {
        comeBack(task.failure(t));
      }
    }
  }

  private boolean isTriedAgain(Throwable failure) {
    try {
      return triesAgain(failure);
    } catch (RuntimeException | Error e) { // of a time of the user's: the agent hears of both
      failure.addSuppressed(e);
      return false;
    }
  }

  private boolean triesAgain(Throwable failure) {
    if (options == null || failure instanceof Error) {
      return false;
    }
    int failed;
    synchronized (this) {
      if (over) {
        return true; // nobody wants to know
      }
      failed = attempts;
      thread = null;
    }
    Retry retry = options.retry();
    if (failed > retry.attempts()) {
      return false;
    }
    Duration delay = retry.backoff().delay(failed - 1);
    tell(failure, "attempt " + failed + ", and is tried again after " + delay);
    Wakeup set = wake(delay, this::attempt);
    synchronized (this) {
      if (!over && attempts == failed) { // else it has come already, or has to be cancelled
        next = set;
        return true;
      }
    }
    set.cancel();
    return true;
  }

  /** What is tried again is no failure of the agent: it is told all the same. */
  private void tell(Throwable failure, String what) {
    if (agent.cell().tellsInFull(LOG, "work failed", name(), failure)) {
      LOG.warn("[PL-S4.5] work '{}' of {} has failed in {}", name(), agent.uri(), what, failure);
    }
  }

  private void tooLate() {
    Work late = options;
    Duration within = late == null ? null : late.within();
    if (late == null || within == null) {
      return;
    }
    int begun;
    synchronized (this) {
      begun = attempts;
    }
    if (comeBack(task.failure(new WorkTimeoutException(agent.uri(), late.name(), within, begun)))) {
      interrupt();
    }
  }

  /** Its end is known, unless it was before. */
  private boolean comeBack(Told<?> told) {
    if (!beOver()) {
      return false;
    }
    agent
        .cell()
        .deliver(new Resumption(this, told)); // where the agent is gone the result is dropped
    return true;
  }

  /** Lets it be over, unless it was; whether it did. Nothing of it comes with time. */
  private boolean beOver() {
    Wakeup attempt;
    Wakeup end;
    synchronized (this) {
      if (over) {
        return false;
      }
      over = true;
      attempt = next;
      end = limit;
    }
    if (attempt != null) {
      attempt.cancel();
    }
    if (end != null) {
      end.cancel();
    }
    return true;
  }

  /** What the work has thrown fails the agent. */
  static void rethrow(Throwable failure) throws Exception {
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /**
   * Interrupts the work and drops its result. In the agent's turn that happens when the cascade
   * succeeds. Any thread.
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
    beOver();
  }

  @Override
  void end() {
    abandon();
    interrupt();
    AgentResources.letGo(agent, this);
  }

  /** Interrupts the last attempt, if one runs. It is over: none comes after that. */
  private void interrupt() {
    Thread work;
    synchronized (this) {
      work = thread;
    }
    if (work != null) {
      ExclusiveContext.interrupt(work);
    }
  }

  /** The work has ended, well or not. */
  private static final class Resumption extends ComingBack {
    private final Suspension suspension;
    private final Told<?> told;

    Resumption(Suspension suspension, Told<?> told) {
      super(
          suspension.agent,
          (suspension.options == null ? NAME : HandlerName.of(suspension.name(), "suspended", 0))
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
