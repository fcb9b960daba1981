package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.PinnedWriters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for pinned writers in the simulations that run in this JVM, as each plane does for its own:
 * such a write fails by name, in place of holding its simulation for ever. One thread for all,
 * which ends when there is none.
 */
final class SimulationWatch {
  private static final Set<SimulatedCarrier> CARRIERS = ConcurrentHashMap.newKeySet();
  private static @Nullable Thread thread; // guarded by the class

  private SimulationWatch() {}

  static void begin(SimulatedCarrier carrier) {
    CARRIERS.add(carrier);
    synchronized (SimulationWatch.class) {
      if (thread == null) {
        thread = new Thread(SimulationWatch::watch, "parklane-simulation-watch");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  static void end(SimulatedCarrier carrier) {
    CARRIERS.remove(carrier);
  }

  private static void watch() {
    PinnedWriters writers = new PinnedWriters(CARRIERS);
    try {
      do {
        Thread.sleep(PinnedWriters.TICK_MILLIS);
        writers.look();
      } while (!isOver());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  private static synchronized boolean isOver() {
    if (CARRIERS.isEmpty()) {
      thread = null;
      return true;
    }
    return false;
  }
}
