package dev.parklane.runtime;

import dev.parklane.runtime.recording.GuardTripEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.jspecify.annotations.Nullable;

/** The guards at work: whether one more handler may start (laws G1, G2). */
record GuardCheck(int maxDepth, int maxReentry, int maxHandlers) {
  static GuardCheck of(Guards guards) {
    return new GuardCheck(guards.maxDepth(), guards.maxReentry(), guards.maxHandlers());
  }

  /**
   * The guard that trips, recorded, or null where none does.
   *
   * @param run that would start
   * @param handlers that have started in its cascade, before and after checkpoints alike
   */
  @Nullable GuardException trips(HandlerRun run, int handlers) {
    if (run.depth > maxDepth) {
      return trip("maxDepth", maxDepth, run);
    }
    Observer observer = run.observer;
    if (observer != null && observer.onChain >= maxReentry) {
      return trip("maxReentry", maxReentry, run);
    }
    if (handlers >= maxHandlers) {
      return trip("maxHandlers", maxHandlers, run);
    }
    return null;
  }

  private static GuardException trip(String guard, int limit, HandlerRun run) {
    String chain = ChainText.of(run);
    String uri = run.cascade.uri();
    if (PlaneEvents.mayBeWanted()) {
      GuardTripEvent.write(uri, guard, limit, chain);
    }
    return new GuardException(guard, limit, uri, chain);
  }
}
