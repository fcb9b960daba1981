package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.Carriers;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a thread outside the agents of a plane lets them run before it waits for what they do: in a
 * simulation they run on that thread, on live carriers they run by themselves. It also says who may
 * not wait. Any thread.
 */
final class Drive {
  private final Commons commons;

  Drive(Commons commons) {
    this.commons = commons;
  }

  /**
   * For a thread outside the agents that is about to wait for what they do. On a simulated carrier
   * this runs agents until {@code done}; on live carriers it does nothing.
   */
  void until(BooleanSupplier done) {
    Carriers there = commons.carriers();
    if (there != null && CallingThread.cell() == null) {
      there.driveUntil(done, () -> whatRuns(there));
    }
  }

  private String whatRuns(Carriers there) {
    return commons.cells().whatRuns() + LockWatch.textOf(commons, there::runWoken);
  }

  /** As {@link #until}, where an answer of an agent is what the thread waits for. */
  void untilAnswered(BooleanSupplier done) {
    Carriers there = commons.carriers();
    if (there != null && CallingThread.cell() == null) {
      there.driveUntilAnswered(done, () -> whatRuns(there));
    }
  }

  /**
   * Whether nothing runs on its own, and {@link #untilIdle} lets it: on a simulated carrier, but
   * for a handler of another plane.
   */
  boolean isByHand() {
    Carriers there = commons.carriers();
    return there != null && !there.runByThemselves() && CallingThread.cell() == null;
  }

  /** Runs agents until {@code done}, or nothing can run; on live carriers it does nothing. */
  void untilIdle(BooleanSupplier done) {
    Carriers there = commons.carriers();
    if (there != null && CallingThread.cell() == null) {
      there.driveUntilIdle(done, () -> commons.cells().whatRuns());
    }
  }

  /**
   * Lets agents run as {@link #until} does, for a thread that counts as at work in a plane, and
   * must not while it waits.
   *
   * @param atWork where the calling thread counts; null where it does not
   */
  void away(BooleanSupplier done, @Nullable AtWork atWork) {
    Carriers there = commons.carriers();
    if (atWork == null || there == null || there.runByThemselves()) {
      untilAnswered(done);
      return;
    }
    AtWork.Absence absence = atWork.absence();
    absence.start();
    try {
      untilAnswered(done);
    } finally {
      absence.end();
    }
  }

  /**
   * That the calling thread does not wait for itself.
   *
   * @param what what would be done to the plane
   * @throws IllegalStateException where it is in a handler of the plane, or in a call by it (law
   *     E13)
   */
  void requireOutside(String what) {
    AgentCell caller = CallingThread.held();
    if (caller != null && caller.commons() == commons) {
      throw new IllegalStateException(
          "[PL-O2.3] plane %s from a handler of %s, which it would wait for; do it from outside"
              .formatted(what, caller.uri()));
    }
    String called = OutsideCall.within(commons);
    if (called != null) {
      throw new IllegalStateException(
          "[PL-O2.4] plane %s from inside of a delivery to %s, which it would wait for; do it from outside"
              .formatted(what, called));
    }
  }
}
