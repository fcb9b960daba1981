package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.scheduling.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The one carrier of a simulation: the thread that plays the scenario. Whenever that would wait,
 * what can run is run on it, one at a time, as the strategy chooses.
 */
final class SimulatedCarriers implements Carriers {
  private static final int SWEEP_FIRST = 64; // threads

  private final Thread driver = Thread.currentThread();
  private final Strategy.Chooser chooser;
  private final Trace trace;
  private final List<Runnable> tasks = new ArrayList<>(); // guarded by this; what can run
  private final List<String> names = new ArrayList<>(); // guarded by this; of each
  private final List<String> strangers = new ArrayList<>(); // guarded by this
  private final List<Integer> choices = new ArrayList<>(); // driver only
  private final List<Thread> threads = new ArrayList<>(); // driver only; those not seen to end
  private int sweepAt = SWEEP_FIRST; // driver only
  private Supplier<String> whatRuns = () -> ""; // driver only; of what it has waited for last
  private long steps; // driver only

  SimulatedCarriers(Strategy.Chooser chooser, Trace trace) {
    this.chooser = chooser;
    this.trace = trace;
  }

  /** How many choices there were. */
  long steps() {
    return steps;
  }

  /** The choices so far, where there was more than one thing to run. */
  List<Integer> choices() {
    return List.copyOf(choices);
  }

  /** What threads that no seed controls have woken, and what they are called. */
  synchronized List<String> strangers() {
    return List.copyOf(strangers);
  }

  private synchronized void add(String name, Runnable task) {
    Thread waker = Thread.currentThread();
    if (waker != driver && !waker.isVirtual()) {
      strangers.add("thread '" + waker.getName() + "' has woken " + name);
    }
    tasks.add(task);
    names.add(name);
  }

  @Override
  public void execute(LockStepScheduler scheduler) {
    add(scheduler.name(), scheduler);
  }

  @Override
  public int eventsPerTurn() {
    return 1;
  }

  @Override
  public Thread newThread(String name, Runnable work) {
    if (threads.size() >= sweepAt) {
      threads.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
      sweepAt = Math.max(SWEEP_FIRST, 2 * threads.size());
    }
    Thread thread =
        JdkVirtualThreads.newThread(continuation -> add(name, continuation), name, work);
    threads.add(thread);
    return thread;
  }

  /** The threads away from agents that have started and not ended. */
  List<Thread> alive() {
    return threads.stream().filter(Thread::isAlive).toList();
  }

  /** What has begun and not ended in what was waited for last, in words. */
  String whatRuns() {
    return whatRuns.get();
  }

  @Override
  public Tracer tracer() {
    return trace.tracer();
  }

  /** A thread of the simulation waits as any other; only the one that carries them runs them. */
  @Override
  public void driveUntil(BooleanSupplier done, Supplier<String> running) {
    if (Thread.currentThread() != driver) {
      return;
    }
    whatRuns = running;
    while (!done.getAsBoolean()) {
      if (!step()) {
        throw stall(running.get());
      }
    }
  }

  /** Runs one of what can run; false where nothing can. */
  boolean step() {
    Runnable task;
    synchronized (this) {
      if (tasks.isEmpty()) {
        return false;
      }
      int chosen = 0;
      if (tasks.size() > 1) {
        chosen = chooser.choose(List.copyOf(names));
        choices.add(chosen);
      }
      task = tasks.remove(chosen);
      names.remove(chosen);
    }
    steps++;
    task.run();
    return true;
  }

  private StallException stall(String running) {
    List<String> woken = strangers();
    return new StallException(
        "nothing can run, and what is waited for has not come: "
            + (running.isEmpty() ? "no handler has begun" : running)
            + (woken.isEmpty()
                ? ""
                : "; beyond the control of the simulation: " + String.join(", ", woken))
            + "; what waits for threads of its own, for I/O or for real time cannot be simulated");
  }

  @Override
  public void close() {}
}
