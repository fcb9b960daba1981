package dev.parklane.testkit;

import dev.parklane.testkit.order.Footsteps;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The threads of a simulation that wait for what a plane brings, in the order in which they began
 * to. They park here, and not where a program of a live plane would: who waits for a monitor is
 * woken by a thread of the JDK, at a moment that no seed chooses.
 */
final class Waits {
  // All of it is touched by the driver and what it runs, which is one at a time.
  private final List<Wait> waits = new ArrayList<>();
  private final @Nullable Footsteps footsteps; // null where nobody wants to know

  Waits(@Nullable Footsteps footsteps) {
    this.footsteps = footsteps;
  }

  private static final class Wait {
    final Thread thread = Thread.currentThread();
    final SimulatedCarriers plane;
    final Footsteps.Awaited awaited;
    final BooleanSupplier done;
    final Supplier<String> whatRuns;
    final boolean endsIdle;
    boolean woken;
    boolean idle; // for good: nothing can run that would bring it

    Wait(
        SimulatedCarriers plane,
        Footsteps.Awaited awaited,
        BooleanSupplier done,
        Supplier<String> whatRuns,
        boolean endsIdle) {
      this.endsIdle = endsIdle;
      this.plane = plane;
      this.awaited = awaited;
      this.done = done;
      this.whatRuns = whatRuns;
    }
  }

  /**
   * Holds the calling virtual thread until that is so, or it is interrupted.
   *
   * @param awaited whose steps have to be over for that
   * @param endsIdle whether it goes on, too, when nothing can run any more
   */
  void await(
      SimulatedCarriers plane,
      Footsteps.Awaited awaited,
      BooleanSupplier done,
      Supplier<String> whatRuns,
      boolean endsIdle) {
    Wait wait = new Wait(plane, awaited, done, whatRuns, endsIdle);
    waits.add(wait);
    try {
      while (!done.getAsBoolean() && !wait.idle && !wait.thread.isInterrupted()) {
        wait.woken = false;
        LockSupport.park(this);
      }
    } finally {
      waits.remove(wait);
    }
  }

  /** Lets those go on that wait for what is so by now. */
  void wake() {
    for (Wait wait : waits) {
      if (!wait.woken && wait.done.getAsBoolean()) {
        wait.woken = true;
        wakes(wait, wait.awaited);
      }
    }
  }

  private void wakes(Wait wait, Footsteps.Awaited awaited) {
    Footsteps told = footsteps;
    if (told == null) {
      LockSupport.unpark(wait.thread);
    } else {
      told.ends(wait.thread.getName(), awaited, () -> LockSupport.unpark(wait.thread));
    }
  }

  /** Nothing can run: the first that waits for that, too, goes on. */
  void wakeIdle() {
    for (Wait wait : waits) {
      if (wait.endsIdle && !wait.woken) {
        wait.woken = true;
        wait.idle = true;
        wakes(wait, Footsteps.Awaited.ALL);
        return;
      }
    }
  }

  /** Whether a thread waits for what the plane has not brought. */
  boolean isAwaited(SimulatedCarriers plane, Thread by) {
    return waits.stream()
        .anyMatch(wait -> wait.thread == by && wait.plane == plane && !wait.done.getAsBoolean());
  }

  /** What has begun and not ended in the planes that are waited for, in words; each once. */
  Stream<String> whatRuns() {
    return waits.stream()
        .filter(wait -> !wait.plane.hasCrashed())
        .map(wait -> wait.whatRuns.get())
        .filter(text -> !text.isEmpty())
        .distinct();
  }
}
