package dev.parklane.testkit;

import dev.parklane.testkit.report.CodePlace;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what waits for real time, which no seed controls: it sleeps, or waits with a time-out
 * (law Q4). The carrier.
 */
final class RealTime {
  private final Predicate<Leniency> allowed;
  private @Nullable String found; // and nobody was told; in words

  RealTime(Predicate<Leniency> allowed) {
    this.allowed = allowed;
  }

  /** A thread has stopped, and others go on. */
  void lookAt(String task, @Nullable Thread stopped) {
    if (stopped != null
        && stopped.getState() == Thread.State.TIMED_WAITING
        && !allowed.test(Leniency.STRANGERS)) {
      String place = CodePlace.of(stopped);
      found = "%s waits for real time%s".formatted(task, place.isEmpty() ? "" : " at " + place);
    }
  }

  /** Fails what drives the run, at once, and once. */
  void requireNone() {
    String there = found;
    if (there != null) {
      found = null;
      throw new AssertionError(
          "[PL-Q4.6] %s, which no seed controls; let it wait on the clock of its agent or of the simulation, give the work a latency, or allow Leniency.STRANGERS"
              .formatted(there));
    }
  }
}
