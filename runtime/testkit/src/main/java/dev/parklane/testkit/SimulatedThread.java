package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.LockProbe;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a virtual thread of a simulation away from agents runs: whenever it can, it waits for the
 * choice of the simulation, unless it only waited for a lock that a thread outside held.
 *
 * <p>Such a lock is that of a logger, most often, and is free again soon: the carrier holds still
 * until then, so that the order is the same whether the lock was free or not (law E10).
 */
final class SimulatedThread implements Executor {
  /** A lock that is not free by then is held by what the simulation itself runs. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private static final Duration LOOKS_AGAIN = Duration.ofNanos(20_000);

  private final BooleanSupplier onCarrier;
  private final Consumer<Runnable> canRun;
  private final Consumer<@Nullable Thread> stops;
  private boolean runs; // guarded by this
  private @Nullable Runnable goesOn; // guarded by this
  private boolean isChosenLater; // guarded by this: it stands among what can run
  private @Nullable Thread thread; // set before it starts

  /**
   * Of a thread that is still to be made.
   *
   * @param onCarrier whether the calling thread is run by the simulation
   * @param canRun adds what can run to what the simulation chooses from
   * @param stops is told each time when it does not go on by itself
   */
  SimulatedThread(
      BooleanSupplier onCarrier, Consumer<Runnable> canRun, Consumer<@Nullable Thread> stops) {
    this.stops = stops;
    this.onCarrier = onCarrier;
    this.canRun = canRun;
  }

  Thread isOf(Thread its) {
    thread = its;
    return its;
  }

  @Override
  public void execute(Runnable continuation) {
    synchronized (this) {
      if (runs && !onCarrier.getAsBoolean()) {
        goesOn = continuation;
        return;
      }
      isChosenLater = true;
    }
    canRun.accept(() -> run(continuation));
  }

  private void run(Runnable continuation) {
    synchronized (this) {
      runs = true;
      isChosenLater = false;
    }
    for (Runnable next = continuation; next != null; next = next()) {
      next.run();
      awaitLock(thread, this::canGoOn);
    }
    stops.accept(thread);
  }

  private synchronized boolean canGoOn() {
    return goesOn != null || isChosenLater;
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = goesOn;
    goesOn = null;
    runs = next != null;
    return next;
  }

  /**
   * Holds the carrier while a thread that it has run waits for a lock, for a while at the most.
   *
   * @param canGoOn whether that thread, or another one in its place, can run
   */
  static void awaitLock(@Nullable Thread ran, BooleanSupplier canGoOn) {
    if (ran == null) {
      return;
    }
    long from = System.nanoTime();
    while (!canGoOn.getAsBoolean()
        && (LockProbe.isAwaitedBy(ran) || isAboutToGoOn(ran))
        && System.nanoTime() - from < PATIENCE.toNanos()) {
      LockSupport.parkNanos(LOOKS_AGAIN.toNanos());
    }
  }

  /** Whoever had the lock has woken it, and is about to say so: it has stopped, and may run. */
  private static boolean isAboutToGoOn(Thread stopped) {
    return stopped.getState() == Thread.State.RUNNABLE;
  }
}
