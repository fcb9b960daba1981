package dev.parklane.testkit;

import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.scheduling.Carriers;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.testkit.order.Footsteps;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one carrier of a simulation as one of its planes sees it, up to a crash. */
final class SimulatedCarriers implements Carriers {
  private final String plane;
  private final @Nullable Footprint footprint; // null where nobody wants to know
  private final Expectations letters;
  private final SimulatedCarrier carrier;
  private final Tracer trace;
  private final FaultDraws faults;
  // All of it is touched by the driver and what it runs, which is one at a time.
  private Runnable abandon = () -> {};
  private Supplier<String> running = () -> ""; // told by who has waited for the plane
  private volatile boolean crashed; // strangers read it too

  /**
   * Of a plane.
   *
   * @param plane what its tasks are called behind their names
   * @param footprint null where nobody wants to know
   * @param letters gets dead letters that the plane has no observer for
   */
  SimulatedCarriers(
      String plane,
      SimulatedCarrier carrier,
      Tracer trace,
      FaultDraws faults,
      @Nullable Footprint footprint,
      Expectations letters) {
    this.letters = letters;
    this.plane = plane;
    this.footprint = footprint;
    this.carrier = carrier;
    this.trace = trace;
    this.faults = faults;
  }

  /** What handlers have begun and not ended, in words; empty where it has crashed. */
  String whatRuns() {
    return crashed ? "" : running.get();
  }

  /** What its tasks are called behind their names. */
  String plane() {
    return plane;
  }

  @Override
  public void carries(Runnable abandon) {
    this.abandon = abandon;
  }

  /** Nothing of the plane runs from now on. */
  void crash() {
    abandon.run();
    crashed = true;
    carrier.remove(this);
  }

  /** Whether a program waits for what the plane will not bring any more. */
  boolean isAwaitedBy(Thread program) {
    return carrier.waits().isAwaited(this, program);
  }

  private void add(String name, Runnable work) {
    if (!crashed) {
      carrier.add(name, work, this);
    }
  }

  @Override
  public void execute(LockStepScheduler scheduler) {
    add(scheduler.name() + plane, scheduler);
  }

  @Override
  public void runs(Thread driver, @Nullable LockStepScheduler scheduler) {
    carrier.runs(scheduler);
  }

  @Override
  public int slice() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int eventsPerTurn() {
    return 1;
  }

  @Override
  public Thread newThread(String name, Runnable work) {
    return carrier.newThread(name, work, this);
  }

  boolean hasCrashed() {
    return crashed;
  }

  @Override
  public Tracer tracer() {
    return trace;
  }

  @Override
  public Interference interference() {
    return faults;
  }

  @Override
  public Consumer<Object> deadLetters() {
    return letter -> {
      if (!crashed) {
        letters.add((DeadLetter) letter);
      }
    };
  }

  @Override
  public @Nullable Footprint footprint() {
    return footprint;
  }

  @Override
  public boolean runByThemselves() {
    return false;
  }

  @Override
  public void driveUntil(BooleanSupplier done, Supplier<String> whatRuns) {
    drive(Footsteps.Awaited.AGENTS, done, whatRuns);
  }

  @Override
  public void driveUntilAnswered(BooleanSupplier done, Supplier<String> whatRuns) {
    drive(Footsteps.Awaited.ANSWER, done, whatRuns);
  }

  /** Only the thread that carries the others runs them; each of those waits, and others run. */
  private void drive(Footsteps.Awaited awaited, BooleanSupplier done, Supplier<String> whatRuns) {
    running = whatRuns;
    if (carrier.isDriver()) {
      carrier.driveUntil(awaited, () -> isOver(done), whatRuns);
    } else if (!isOver(done) && carrier.carriesCaller()) {
      carrier.waits().await(this, awaited, done, whatRuns, false);
    }
  }

  @Override
  public void driveUntilIdle(BooleanSupplier done, Supplier<String> whatRuns) {
    running = whatRuns;
    if (carrier.isDriver()) {
      carrier.driveUntilIdle(() -> isOver(done), whatRuns);
    } else if (!isOver(done) && carrier.carriesCaller()) {
      carrier.waits().await(this, Footsteps.Awaited.AGENTS, done, whatRuns, true);
    }
  }

  @Override
  public boolean settlesBetweenEvents() {
    return !carrier.isDelivering();
  }

  @Override
  public void runWoken() {
    if (carrier.isDriver()) {
      carrier.runWoken();
    }
  }

  /** Whether a wait is over; a wait for what has crashed ends with a fault. */
  private boolean isOver(BooleanSupplier done) {
    boolean over = done.getAsBoolean();
    if (!over && crashed) {
      throw new InjectedFault("the plane that is waited for has crashed");
    }
    return over;
  }

  @Override
  public void close() {}
}
