package dev.parklane.runtime;

import dev.parklane.runtime.recording.GuardTripEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.jspecify.annotations.Nullable;

/** The guards at work: whether one more handler may start (laws G1, G2). */
final class GuardCheck {
  private GuardCheck() {}

  /**
   * The guard that trips, recorded, or null where none does.
   *
   * @param run that would start
   * @param handlers that have started in its cascade, before and after checkpoints alike
   */
  static @Nullable GuardException of(Guards guards, HandlerRun run, int handlers, String uri) {
    if (run.depth() > guards.maxDepth()) {
      return trip("maxDepth", guards.maxDepth(), run, uri);
    }
    Observer observer = run.observer();
    if (observer != null && observer.onChain() >= guards.maxReentry()) {
      return trip("maxReentry", guards.maxReentry(), run, uri);
    }
    if (handlers >= guards.maxHandlers()) {
      return trip("maxHandlers", guards.maxHandlers(), run, uri);
    }
    return null;
  }

  private static GuardException trip(String guard, int limit, HandlerRun run, String uri) {
    String chain = ChainText.of(run);
    if (PlaneEvents.mayBeWanted()) {
      GuardTripEvent.write(uri, guard, limit, chain);
    }
    return new GuardException(guard, limit, uri, chain);
  }
}
