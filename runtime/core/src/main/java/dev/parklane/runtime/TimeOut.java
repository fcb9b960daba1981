package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import java.time.Duration;

/** What ends a wait after a duration on the clock of a plane. */
final class TimeOut {
  private TimeOut() {}

  /**
   * Has this done after a duration.
   *
   * <p>Where the calling thread is the one that tells the time, and is about to wait, the clock
   * cannot: then a thread of its own sleeps for so long (law E13). On a test clock no time passes
   * meanwhile.
   */
  static Wakeup after(Commons commons, Duration duration, String name, Runnable act) {
    TimeSource clock = commons.clock();
    if (clock instanceof TestClock || !clock.isDelivering()) {
      return clock.wakeOnAnyThread(Nanos.plus(clock.nanos(), duration), name, act);
    }
    Thread sleeper =
        Thread.startVirtualThread(() -> {
          try {
            Thread.sleep(duration);
            act.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the wait is over
          }
        });
    return () -> {
      sleeper.interrupt();
      return true;
    };
  }
}
