package dev.parklane.runtime;

import dev.parklane.clock.failure.LastResort;
import dev.parklane.clock.failure.LastResort.Subject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What suspended work is called, and what the log is told of it. Any thread.
 *
 * @param options null where it has no name
 */
record WorkLog(AgentCell cell, @Nullable Work options) {
  private static final Logger LOG = LoggerFactory.getLogger("dev.parklane.runtime.Suspension");

  /** As in {@code charge}. */
  String name() {
    return options == null ? "suspended" : options.name();
  }

  /** As in {@code work 'charge' of /order/7}. */
  String text() {
    return (options == null ? "work of " : "work '" + options.name() + "' of ") + cell.uri();
  }

  /** As in {@code charge, suspended by /order/7}. */
  String threadName() {
    String by = "suspended by " + cell.uri();
    return options == null ? by : options.name() + ", " + by;
  }

  /** What is tried again is no failure of the agent: it is told all the same. */
  void triedAgain(Throwable failure, int failed, Duration delay) {
    if (tellsInFull("work failed", failure)) {
      LOG.warn(
          "[PL-S4.5] {} has failed in attempt {}, and is tried again after {}: {}",
          text(),
          failed,
          delay,
          FailureText.of(failure));
      LOG.debug("{} has failed in attempt {}", text(), failed, failure);
    }
  }

  /** The last failure of several is told whole. */
  void givenUp(Throwable failure, int failed) {
    if (tellsInFull("work given up", failure)) {
      LOG.warn("[PL-S4.6] {} has failed in attempt {}, the last", text(), failed, failure);
    }
  }

  /** The plane closes, and nobody else hears of it. */
  void notTriedAgain(Throwable failure, int failed) {
    if (tellsInFull("work not tried again", failure)) {
      LOG.warn(
          "[PL-S4.6] {} has failed in attempt {}, the last, as its plane is closing",
          text(),
          failed,
          failure);
    }
  }

  /** The plane closes, and waits for it no longer. */
  void interrupted(String what, Duration grace) {
    if (cell.tellsInFull(LOG, Level.WARN, "work interrupted", name())) {
      LOG.warn(
          "[PL-S4.7] the plane is closing, and interrupts {}: its drain grace is {}; give it more with drainGrace(...), or bound the work with within(...)",
          what,
          grace);
    }
    LastResort.ofProcess()
        .tell(
            Subject.CLOSING,
            "[PL-S4.7] the plane is closing, and interrupts %s: its drain grace is %s"
                .formatted(what, grace));
  }

  private boolean tellsInFull(String kind, Throwable failure) {
    return cell.tellsInFull(LOG, Level.WARN, kind, name(), failure);
  }
}
