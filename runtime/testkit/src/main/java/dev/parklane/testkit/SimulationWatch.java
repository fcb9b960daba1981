package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.PinnedWriters;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what would hold the simulations of this JVM for ever: pinned writers, whose write fails
 * by name as on any plane, and scenarios that wait by themselves. One thread for all, which ends
 * when there is none.
 */
final class SimulationWatch {
  private static final Set<SimulatedCarrier> CARRIERS = ConcurrentHashMap.newKeySet();
  private static @Nullable Thread thread; // guarded by the class

  private SimulationWatch() {}

  static void begin(SimulatedCarrier carrier) {
    CARRIERS.add(carrier);
    synchronized (SimulationWatch.class) {
      if (thread == null) {
        thread = new Thread(SimulationWatch::watch, "simulation-watch");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  /** Those that are looked at. */
  static Set<SimulatedCarrier> carriers() {
    return CARRIERS;
  }

  static void end(SimulatedCarrier carrier) {
    CARRIERS.remove(carrier);
  }

  private static void watch() {
    PinnedWriters writers = new PinnedWriters(CARRIERS);
    DriverWatch drivers = new DriverWatch(CARRIERS);
    try {
      do {
        Thread.sleep(PinnedWriters.TICK_MILLIS);
        writers.look();
        drivers.look();
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
