package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How a plane that closes waits for suspended work, and for all that its results lead to (law S4).
 * For the thread that closes.
 */
final class Draining {
  private static final long LOOKS_AGAIN_MILLIS = 50; // whether somebody drops meanwhile

  private final Commons commons;
  private final OpenWork work;
  private final ClosingWait closing;
  private final Duration grace;
  private final BooleanSupplier isDropping;
  private final Runnable drop;

  /**
   * Of a plane that closes.
   *
   * @param isDropping whether nothing is waited for any more
   * @param drop has it drop what is left, as the calling thread was interrupted
   */
  Draining(
      Commons commons,
      ClosingWait closing,
      Duration grace,
      BooleanSupplier isDropping,
      Runnable drop) {
    this.commons = commons;
    this.work = commons.openWork;
    this.closing = closing;
    this.grace = grace;
    this.isDropping = isDropping;
    this.drop = drop;
  }

  /**
   * Waits until agents are quiet and no work is under way, or the grace is over: then it interrupts
   * what is left.
   *
   * @return whether the calling thread was interrupted
   */
  boolean await() {
    boolean interrupted = false;
    long begun = System.nanoTime();
    while (true) {
      int stretch = commons.atWork.stretches();
      interrupted |= commons.quiet().awaitOrDrop(drop, closing);
      if (isOver()) {
        return interrupted;
      }
      if (!work.isEmpty()) {
        if (isUp(System.nanoTime() - begun)) {
          return expire() | interrupted;
        }
        interrupted |= awaitChange();
      } else if (commons.atWork.isNone() && commons.atWork.stretches() == stretch) {
        return interrupted;
      }
    }
  }

  private boolean isOver() {
    return isDropping.getAsBoolean() || closing.isOver();
  }

  /** Whether the grace is over; in a simulation, whose time is another, when nothing can run. */
  private boolean isUp(long nanos) {
    if (grace.isZero() || !commons.drive().isByHand()) {
      return nanos >= Nanos.plus(0, grace);
    }
    commons.drive().untilIdle(() -> isOver() || work.isEmpty());
    return !isOver() && !work.isEmpty() && !Thread.currentThread().isInterrupted();
  }

  /** For a moment; what was interrupted is told to drop. */
  private boolean awaitChange() {
    if (commons.drive().isByHand()) {
      return false;
    }
    try {
      work.awaitChange(LOOKS_AGAIN_MILLIS);
      return false;
    } catch (InterruptedException e) {
      closing.interrupt();
      drop.run();
      return true;
    }
  }

  /**
   * Interrupts the work that is left, and lets agents handle that; what they begin then ends with
   * them.
   */
  private boolean expire() {
    work.all().forEach(left -> left.expire(grace));
    return commons.quiet().awaitOrDrop(drop, closing);
  }
}
