package dev.parklane.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A root event that has failed and is handled again: by the same instance (law F11), or by the
 * fresh one of a restart that keeps it (law F3). It is the first in its mailbox meanwhile.
 *
 * <p>All of it is for the root thread of the agent.
 */
final class HandledAgain {
  private final RootEvent event;
  private int retries; // by the instance that is there
  private int instances; // fresh ones, the one to come included
  private boolean waits; // in the mailbox
  private Cascade failed; // the last time
  private String how; // what is told of it

  private HandledAgain(RootEvent event, Cascade failed) {
    this.event = event;
    this.failed = failed;
    how = "";
  }

  /**
   * What the policy says of a root event that has failed.
   *
   * @return null where it is not handled again
   */
  static @Nullable HandledAgain decide(AgentCell cell, RootEvent event, Cascade failed) {
    HandledAgain again = cell.again(event);
    if (again == null) {
      again = new HandledAgain(event, failed);
    }
    boolean wanted =
        !cell.commons.life.dropping
            && (again.isRetried(cell, failed.cause()) || again.isKept(cell));
    cell.handlesAgain(wanted ? again : null);
    again.failed = failed;
    return wanted ? again : null;
  }

  private boolean isRetried(AgentCell cell, Throwable cause) {
    if (!(cell.route.options().failurePolicy() instanceof FailurePolicy.Retry retry)
        || retries >= retry.most()
        || cause instanceof Error
        || cause instanceof GuardException) {
      return false;
    }
    Duration delay = retry.backoff().delay(retries);
    retries++;
    how = "retry " + retries + " of " + retry.most() + " after " + delay;
    if (delay.isPositive()) {
      cell.backOff(delay);
    }
    return true;
  }

  /** Only what is for whatever instance is there; and only where there will be one. */
  private boolean isKept(AgentCell cell) {
    if (!(cell.verdict() instanceof FailurePolicy.Restart restart)
        || instances >= restart.keepsEvent()
        || !event.isMessage()
        || cell.commons.life.isStopping()
        || !cell.mayRestart(restart)) {
      return false;
    }
    retries = 0;
    instances++;
    how = "restart, handled again by fresh instance " + instances + " of " + restart.keepsEvent();
    return true;
  }

  boolean isOf(RootEvent other) {
    return event == other;
  }

  /** Whether it is the same instance that handles it. */
  boolean isRetry() {
    return retries > 0;
  }

  /** Whether it is in the mailbox. */
  boolean waits() {
    return waits;
  }

  /** It goes back to the mailbox, before all others. */
  void putBack(AgentCell cell) {
    waits = true;
    cell.putBack(event);
  }

  /** Its turn has come. */
  void isTaken() {
    waits = false;
  }

  /** Its cascade the last time, which was rolled back. */
  Cascade failed() {
    return failed;
  }

  /** Its next cascade knows what stands of those before: named steps, and that it stops (F10). */
  void takesUp(Cascade next) {
    CascadePart before = failed.partIfAny();
    NamedSteps steps = before == null ? null : before.stepsIfAny();
    boolean stops = failed.isStopRequested();
    if (steps != null || stops) {
      next.part().takesUp(steps, stops);
    }
    if (stops) {
      next.requestStop();
    }
  }

  /** What its cascade is called. */
  String title(HandlerName root) {
    return root + (isRetry() ? ", retry " + retries : ", again");
  }

  /** What the policy does: for who is told of the failure. */
  @Override
  public String toString() {
    return how;
  }
}
