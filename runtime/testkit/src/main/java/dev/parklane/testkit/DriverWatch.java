package dev.parklane.testkit;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.scheduling.ThreadText;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Says where the thread that plays a scenario waits by itself, while nothing of its simulation
 * runs: for a future or a latch that only an agent can bring, most likely, and then for ever. It
 * may as well wait for a thread that is beyond the control of the simulation, so nothing is done
 * about it.
 */
final class DriverWatch {
  private static final Logger LOG = LoggerFactory.getLogger(DriverWatch.class);
  static final int TICKS = 8; // that it may wait

  private final Collection<SimulatedCarrier> carriers;
  private final Map<SimulatedCarrier, Wait> waits = new HashMap<>();

  /** At so many steps, and for how many ticks. */
  private record Wait(long steps, int ticks) {}

  DriverWatch(Collection<SimulatedCarrier> carriers) {
    this.carriers = carriers;
  }

  /** Looks once. */
  void look() {
    carriers.forEach(this::look);
    waits.keySet().retainAll(carriers);
  }

  private void look(SimulatedCarrier carrier) {
    Thread driver = carrier.driver();
    Wait before = waits.get(carrier);
    long steps = carrier.steps();
    if (!waits(driver)) {
      waits.remove(carrier);
      return;
    }
    int ticks = before == null || before.steps != steps ? 1 : before.ticks + 1;
    waits.put(carrier, new Wait(steps, ticks));
    if (ticks == TICKS) {
      Throwable where = new Throwable("where it waits");
      where.setStackTrace(driver.getStackTrace());
      Cause cause = Cause.of("scenario waits by itself", "", "", where);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.WARN, cause)) {
        LOG.warn(
            "[PL-Q4] {} waits by itself, and nothing of its simulation runs meanwhile; wait with"
                + " awaitQuiet(), ask(...) or settle(), or in a program",
            ThreadText.of(driver),
            where);
      }
    }
  }

  private static boolean waits(Thread driver) {
    return switch (driver.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }
}
