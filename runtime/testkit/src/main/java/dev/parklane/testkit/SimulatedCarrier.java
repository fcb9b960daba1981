package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.scheduling.PinnedWriters;
import dev.parklane.runtime.scheduling.ThreadText;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one carrier of a simulation: the thread that plays the scenario. Whenever that would wait,
 * what can run is run on it, one at a time, as the strategy chooses.
 */
final class SimulatedCarrier implements PinnedWriters.Carrier {
  private static final int SWEEP_FIRST = 64; // threads
  private static final long MOST_STEPS = 1_000_000; // in one wait; some seconds

  private static final int MOST_WOKEN = 10_000; // steps of threads that are asked something

  private record Task(Runnable work, @Nullable SimulatedCarriers of, @Nullable Step madePossible) {}

  private record Started(Thread thread, @Nullable SimulatedCarriers of) {}

  private final Thread driver = Thread.currentThread();
  private final Choices choices;
  private final FaultDraws faults;
  private final Busiest trace;
  private final @Nullable Footsteps footsteps; // null where nobody wants to know
  private final Waits waits;
  private final RealTime realTime;
  private final List<Task> tasks = new ArrayList<>(); // guarded by this; what can run
  private final List<String> names = new ArrayList<>(); // guarded by this; of each
  private final List<String> strangers = new ArrayList<>(); // guarded by this
  private final Map<String, Integer> named = new HashMap<>(); // driver only; threads of each name
  private final List<Started> threads = new ArrayList<>(); // driver only; not seen to end
  private int sweepAt = SWEEP_FIRST; // driver only
  private Supplier<String> whatRuns = () -> ""; // driver only; of what it has waited for last
  private boolean delivering; // driver only
  private long mostSteps = MOST_STEPS; // driver only; in one wait
  private volatile long steps; // the driver; the watch reads
  private volatile @Nullable LockStepScheduler running; // the driver; the watch reads

  /**
   * Of a run.
   *
   * @param footsteps null where nobody wants to know
   */
  SimulatedCarrier(
      Strategy.Chooser chooser,
      FaultDraws faults,
      Busiest trace,
      @Nullable Footsteps footsteps,
      Predicate<Leniency> allowed) {
    this.realTime = new RealTime(allowed);
    this.footsteps = footsteps;
    named.put(Step.SCENARIO, 1); // a program of that name is another
    this.waits = new Waits(footsteps);
    this.choices = new Choices(chooser, faults);
    this.faults = faults;
    this.trace = trace;
  }

  /** How many choices there were. */
  long steps() {
    return steps;
  }

  /** The choices so far, where there was more than one thing to run. */
  List<Integer> choices() {
    return choices.made();
  }

  /** What threads that no seed controls have woken, and what they are called. */
  synchronized List<String> strangers() {
    return List.copyOf(strangers);
  }

  /** Something can run now, of a plane or of the simulation itself. */
  synchronized void add(String name, Runnable work, @Nullable SimulatedCarriers of) {
    if (!isCarrier()) {
      isWokenByStranger(name);
    }
    tasks.add(new Task(work, of, footsteps == null ? null : footsteps.now()));
    names.add(name);
  }

  private void isWokenByStranger(String name) {
    String stranger = Thread.currentThread().getName();
    String what =
        (stranger.isEmpty() ? "a thread" : "thread '" + stranger + "'") + " has woken " + name;
    strangers.add(what);
    trace.trace(new TraceEntry.Stranger(what));
  }

  /** What the driver runs from now on. */
  void runs(@Nullable LockStepScheduler scheduler) {
    LockStepScheduler before = running;
    if (scheduler == null && before != null) {
      SimulatedThread.awaitLock(
          before.ranLast(), before::canRun); // what goes on by then it runs at once
      realTime.lookAt(before.name(), before.ranLast());
    }
    running = scheduler;
  }

  @Override
  public @Nullable LockStepScheduler running() {
    return running;
  }

  /** Nothing of a plane can run any more. */
  synchronized void remove(SimulatedCarriers of) {
    for (int i = tasks.size() - 1; i >= 0; i--) {
      if (tasks.get(i).of == of) {
        tasks.remove(i);
        names.remove(i);
      }
    }
  }

  /** A virtual thread of a plane or, where there is none, of a program; not started. */
  Thread newThread(String name, Runnable work, @Nullable SimulatedCarriers of) {
    if (threads.size() >= sweepAt) {
      threads.removeIf(started -> started.thread.getState() == Thread.State.TERMINATED);
      sweepAt = Math.max(SWEEP_FIRST, 2 * threads.size());
    }
    String its = of == null ? name : name + of.plane();
    int namesakes = named.merge(its, 1, Integer::sum);
    String task = namesakes == 1 ? its : its + " #" + namesakes; // strategies tell them apart
    if (footsteps != null && of != null) {
      footsteps.suspends(task);
    }
    SimulatedThread runs =
        new SimulatedThread(
            this::isCarrier,
            continuation -> addOf(task, continuation, of),
            stopped -> realTime.lookAt(task, stopped));
    Thread thread = runs.isOf(JdkVirtualThreads.newThread(runs, name, work));
    threads.add(new Started(thread, of));
    return thread;
  }

  private void addOf(String name, Runnable work, @Nullable SimulatedCarriers of) {
    if (of == null || !of.hasCrashed()) {
      add(name, work, of);
    }
  }

  /** The threads away from agents that have started and not ended, nor crashed. */
  List<Thread> alive() {
    return threads.stream()
        .filter(started -> started.of == null || !started.of.hasCrashed())
        .map(Started::thread)
        .filter(Thread::isAlive)
        .toList();
  }

  private boolean isCarrier() {
    return JdkVirtualThreads.currentCarrier() == driver;
  }

  /** Whether the caller is one of its virtual threads. */
  boolean carriesCaller() {
    return Thread.currentThread().isVirtual() && isCarrier();
  }

  /** Its threads that wait for planes. */
  Waits waits() {
    return waits;
  }

  /** The thread that plays the scenario. */
  Thread driver() {
    return driver;
  }

  boolean isDriver() {
    return Thread.currentThread() == driver;
  }

  private void requireDriver() {
    if (!isDriver()) {
      throw new IllegalStateException(
          "[PL-Q1.3] only the thread that plays the scenario runs what can run, and not "
              + ThreadText.of(Thread.currentThread())
              + "; a program lets others run with pause()");
    }
  }

  /** Runs what can run until that is so, for which such steps have to be over. */
  void driveUntil(Footsteps.Awaited awaited, BooleanSupplier done, Supplier<String> running) {
    requireDriver();
    whatRuns = running;
    trace.forget();
    long first = steps;
    while (!done.getAsBoolean()) {
      if (!step()) {
        throw stall("nothing can run, and what is waited for has not come");
      }
      requireEnd(first);
    }
    goesOn(awaited, first);
  }

  /** The thread that plays the scenario does, after a wait. */
  private void goesOn(Footsteps.Awaited awaited, long first) {
    if (footsteps != null && steps > first) {
      footsteps.goesOn(awaited, faults.nanos());
    }
  }

  /** Runs what can run until that is so, or nothing can. */
  void driveUntilIdle(BooleanSupplier done, Supplier<String> running) {
    requireDriver();
    whatRuns = running;
    trace.forget();
    long first = steps;
    while (!done.getAsBoolean() && step()) {
      requireEnd(first);
    }
    goesOn(Footsteps.Awaited.AGENTS, first);
  }

  /** Runs what can run until nothing can. */
  void settle() {
    trace.forget();
    long first = steps;
    while (step()) {
      requireEnd(first);
    }
    goesOn(Footsteps.Awaited.ALL, first);
  }

  private void requireEnd(long first) {
    if (steps - first > mostSteps) {
      throw stall(
          String.format(
              Locale.ROOT,
              "what is waited for has not come after %,d choices; agents that keep each other busy"
                  + " for ever, or else allow more with limitSteps(...); most often ran %s",
              mostSteps,
              trace.text()));
    }
  }

  /** Delivers what is due at one moment, and runs nothing before it has. */
  void deliver(Runnable delivery) {
    requireDriver();
    delivering = true;
    try {
      delivery.run();
    } finally {
      delivering = false;
    }
  }

  boolean isDelivering() {
    return delivering;
  }

  /** Lets threads go on that were woken to be asked something, where all was still before. */
  void runWoken() {
    for (int left = MOST_WOKEN; left > 0 && step(); left--) {
      // each of them looks, and parks again
    }
  }

  /** Runs one of what can run, if anything can, and lets the scenario go on. */
  void pause() {
    long first = steps;
    step();
    goesOn(Footsteps.Awaited.ANSWER, first);
  }

  /** How many choices one wait may take. */
  void limitSteps(long most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "[PL-Q1.4] a wait of " + most + " choices brings nothing; allow at least 1");
    }
    mostSteps = most;
  }

  /** Holds the calling virtual thread for a choice, as if it waited for a device. */
  void letOthersRun(String name) {
    Thread waits = Thread.currentThread();
    if (!waits.isVirtual()) {
      return;
    }
    boolean[] isOver = {false};
    add(
        name,
        () -> {
          isOver[0] = true;
          LockSupport.unpark(waits);
        },
        null);
    boolean interrupted = false;
    while (!isOver[0]) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      waits.interrupt();
    }
  }

  /** Runs one of what can run; false where nothing can. */
  boolean step() {
    requireDriver();
    waits.wake();
    if (isIdle()) {
      waits.wakeIdle();
    }
    Task task;
    String name;
    List<String> others = List.of();
    synchronized (this) {
      if (tasks.isEmpty()) {
        return false;
      }
      int chosen = tasks.size() == 1 ? 0 : choices.choose(names, steps);
      task = tasks.remove(chosen);
      name = names.remove(chosen);
      if (footsteps != null && footsteps.isTold()) {
        others = List.copyOf(names);
      }
      trace.runs(name);
    }
    steps = steps + 1;
    Footsteps told = footsteps;
    if (told == null || task.madePossible == null) {
      task.work.run();
    } else {
      told.begins(name, task.work, task.madePossible, others, faults.nanos());
      task.work.run();
      told.ended();
    }
    realTime.requireNone();
    return true;
  }

  private synchronized boolean isIdle() {
    return tasks.isEmpty();
  }

  private StallException stall(String what) {
    List<String> woken = strangers();
    String running = whatRuns.get();
    List<String> late = faults.late();
    return new StallException(
        "[PL-Q1.5] "
            + what
            + ": "
            + (running.isEmpty() ? "no handler has begun and not ended" : running)
            + (late.isEmpty() ? "" : "; late: " + String.join(", ", late))
            + (woken.isEmpty()
                ? ""
                : "; beyond the control of the simulation: " + String.join(", ", woken))
            + "; what waits for threads of its own, for I/O or for real time cannot be simulated");
  }
}
