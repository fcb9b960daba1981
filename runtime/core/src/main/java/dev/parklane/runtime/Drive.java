package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.Carriers;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a thread outside the agents of a plane lets them run before it waits for what they do: where
 * nothing runs by itself, as in a simulation, they run in it. Elsewhere there is nothing to do. Any
 * thread.
 */
final class Drive {
  private final Plane plane;

  Drive(Plane plane) {
    this.plane = plane;
  }

  /**
   * To be called by a thread outside the agents that is about to wait for what they do: where
   * nothing runs by itself it is done now.
   */
  void until(BooleanSupplier done) {
    Carriers there = plane.carriers();
    if (there != null && AgentCell.current() == null) {
      there.driveUntil(
          done, () -> plane.cells().whatRuns() + LockWatch.textOf(plane, there::runWoken));
    }
  }

  /**
   * Lets agents run as {@link #until} does, for a thread that counts as at work in a plane, and
   * must not while it waits.
   *
   * @param atWork where the calling thread counts; null where it does not
   */
  void away(BooleanSupplier done, @Nullable AtWork atWork) {
    Carriers there = plane.carriers();
    if (atWork == null || there == null || there.runByThemselves()) {
      until(done);
      return;
    }
    AtWork.Absence absence = atWork.absence();
    absence.start();
    try {
      until(done);
    } finally {
      absence.end();
    }
  }
}
