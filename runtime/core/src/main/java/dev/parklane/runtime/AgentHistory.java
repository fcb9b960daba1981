package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the place of an agent remembers over time: when it was last at work, so that it can leave
 * when it has been idle (law L2), and when it was restarted (law F3). Few places need one.
 */
final class AgentHistory {
  private static final Logger LOG = LoggerFactory.getLogger(AgentHistory.class);

  private final AgentCell cell;

  private final ArrayDeque<Long> restarts = new ArrayDeque<>(); // root thread only: when
  private @Nullable Duration delay; // root thread, then the owner: of the back-off to come
  private @Nullable HandledAgain again; // root thread only: the root event that has failed

  private final List<Registration> waiting =
      new ArrayList<>(); // the thread whose turn it is: of instances before, up to a restart

  private long restedAt; // guarded by this
  private boolean armed; // guarded by this: whether the alert is set
  private @Nullable Wakeup idle; // guarded by this

  AgentHistory(AgentCell cell) {
    this.cell = cell;
  }

  // --- restarts
  // --------------------------------------------------------------------------------------

  /** What an instance had registered waits for the next one. */
  void keep(List<Registration> registrations) {
    waiting.addAll(registrations);
  }

  /** The first that waits, is such a one, and has no heir. */
  @Nullable Registration waiting(Predicate<Registration> such) {
    for (Registration registration : waiting) {
      if (!registration.hasHeir() && such.test(registration)) {
        return registration;
      }
    }
    return null;
  }

  /**
   * Nothing waits any more: an instance has started, or none will, and what has no heir has ended
   * with its agent.
   */
  void endWaiting(boolean hasStarted) {
    for (Registration registration : waiting) {
      if (hasStarted || registration.hasHeir()) {
        registration.end();
      } else {
        registration.endWithAgent();
      }
    }
    waiting.clear();
  }

  /** Asks for one more restart; false where there were too many within the window. */
  boolean restart(FailurePolicy.Restart policy) {
    if (!mayRestart(policy)) {
      return false;
    }
    delay = policy.backoff().delay(restarts.size());
    restarts.addLast(clock().nanos());
    return true;
  }

  /** Whether one more restart is granted, now and later. */
  boolean mayRestart(FailurePolicy.Restart policy) {
    long from = Nanos.plus(clock().nanos(), policy.window().negated());
    while (!restarts.isEmpty() && restarts.getFirst() <= from) {
      restarts.removeFirst();
    }
    return restarts.size() < policy.most();
  }

  /** What has failed is handled again; null where nothing is. */
  void handlesAgain(@Nullable HandledAgain failed) {
    again = failed;
  }

  /** This event, where it has failed and is handled again. */
  @Nullable HandledAgain again(RootEvent event) {
    HandledAgain there = again;
    return there != null && there.isOf(event) ? there : null;
  }

  /** Whether an instance is there that handles again what has failed. */
  boolean isRetrying() {
    return again != null && again.isRetry() && again.waits();
  }

  /** So long the mailbox is held before the next event. */
  void backOff(Duration wait) {
    delay = wait;
  }

  boolean isBackingOff() {
    return delay != null;
  }

  void skipBackoff() {
    delay = null;
  }

  /** The mailbox is held; it is released when the back-off is over. */
  void backOff() {
    Duration wait = delay == null ? Duration.ZERO : delay;
    delay = null;
    boolean isSet = false;
    try {
      clock().wakeOnAnyThread(Nanos.plus(clock().nanos(), wait), cell.uri(), cell::endBackoff);
      isSet = cell.commons().life().isOpen();
    } catch (RuntimeException e) { // of a time of the user's
      if (cell.tellsInFull(LOG, "no time for a back-off", "", e)) {
        LOG.error(
            "[PL-F11.2] agent {}: its clock refuses to tell when its back-off of {} is over; it ends"
                + " now",
            cell.uri(),
            wait,
            e);
      }
    } finally {
      if (!isSet) { // or the plane has begun to close meanwhile, and may not have seen this
        cell.endBackoff();
      }
    }
  }

  // --- idleness
  // --------------------------------------------------------------------------------------

  /** The agent goes idle now. Called before its mailbox does, so that {@link #due} cannot err. */
  synchronized void rests() {
    restedAt = clock().nanos();
    arm();
  }

  /** The agent is idle: makes sure that somebody looks after it. */
  synchronized void rested() {
    arm();
  }

  private void arm() {
    if (!armed) {
      armed = true;
      Wakeup set = clock().wakeOnAnyThread(leavesAt(), cell.uri(), this::due);
      idle = armed ? set : null; // else its time had come already
    }
  }

  /** The agent has left. */
  synchronized void left() {
    if (idle != null) {
      idle.cancel();
      idle = null;
    }
  }

  private long leavesAt() {
    Duration idleAfter = cell.route().options().idleAfter();
    return idleAfter == null ? Long.MAX_VALUE : Nanos.plus(restedAt, idleAfter);
  }

  /** An agent that is at work now is looked after when it rests. */
  private synchronized void due() {
    armed = false;
    idle = null;
    if (leavesAt() > clock().nanos()) { // it has been at work since the alert was set
      arm();
    } else {
      cell.deliverIfIdle(new RootEvent.Idle());
    }
  }

  private TimeSource clock() {
    return cell.commons().clock();
  }
}
