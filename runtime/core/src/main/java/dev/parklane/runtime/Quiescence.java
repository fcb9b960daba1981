package dev.parklane.runtime;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.VirtualWork;
import dev.parklane.runtime.scheduling.LockProbe;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Whether a plane is quiet, and the ways to wait for that. */
final class Quiescence {
  private static final long LOOKS_AGAIN_MILLIS = 20; // for an answer, which wakes nobody here

  private static final String ADVANCE = "advance of its clock";

  private final Commons commons;
  private final AtWork atWork = new AtWork();
  private final Sleepers sleepers;
  private final boolean movedByHand;
  private final Consumer<String> requireOutside;
  private final Consumer<BooleanSupplier> drive;
  private final TestClock.Settling settling;
  private volatile boolean abandoned; // any thread sets it, for good

  /** The agents of the plane on the JDK's default scheduler, for a clock that waits for them. */
  private final class Agents implements VirtualWork {
    @Override
    public boolean isQuiet() {
      return atWork.isNone();
    }

    @Override
    public boolean settle() throws InterruptedException {
      if (abandoned) {
        return false;
      }
      if (!atWork.isNone() || Thread.currentThread().isInterrupted()) {
        atWork.awaitNone();
      }
      return atWork.hasSettled();
    }

    @Override
    public Wait begin() {
      checkAdvance();
      OpenWait wait = OpenWait.begin(commons, null, ADVANCE);
      return new Wait() {
        @Override
        public void woken() {
          LockProbe.answer();
        }

        @Override
        public void close() {
          wait.end();
        }
      };
    }
  }

  /**
   * Of a plane on this clock.
   *
   * @param requireOutside throws where a handler of the plane asks for it
   * @param drive runs agents until something is so, on a simulated carrier; see {@link Drive#until}
   */
  Quiescence(
      Commons commons,
      TimeSource clock,
      Consumer<String> requireOutside,
      Consumer<BooleanSupplier> drive) {
    this.commons = commons;
    this.drive = drive;
    this.sleepers = new Sleepers(clock);
    this.requireOutside = requireOutside;
    movedByHand = clock instanceof TestClock;
    settling =
        clock instanceof TestClock test
            ? test.settleWith(
                this::settle, this::checkAdvance, commons.carriers == null ? new Agents() : null)
            : () -> {};
  }

  AtWork atWork() {
    return atWork;
  }

  Sleepers sleepers() {
    return sleepers;
  }

  /** Whether its clock is one that stands until somebody advances it. */
  boolean isMovedByHand() {
    return movedByHand;
  }

  /** Waits until no agent is at work. */
  void await() throws InterruptedException {
    OpenWait wait = OpenWait.begin(commons, null, "wait for its plane to be quiet");
    try {
      drive.accept(atWork::isNone);
      atWork.awaitNone();
    } finally {
      wait.end();
    }
  }

  /** Lets whoever closes the plane look around: it is woken, and waits on. */
  void wakeCloser() {
    atWork.wake();
    sleepers.wake();
  }

  /** The plane has closed. */
  void close() {
    settling.close();
  }

  /** The plane is no more, although agents of it never will be quiet. */
  void abandon() {
    abandoned = true; // an advance of its clock may be waiting for them now
    settling.close();
  }

  /**
   * Waits for an answer on a thread that the clock of the plane waits for, as long as agents are at
   * work.
   *
   * @throws IllegalStateException where it can only come when time passes (law E13)
   */
  void awaitWithoutTime(CompletableFuture<?> answer, String of) throws InterruptedException {
    while (!answer.isDone() && !atWork.isNone()) {
      atWork.awaitNone(LOOKS_AGAIN_MILLIS);
    }
    if (!answer.isDone() && atWork.isNone() && (sleepers.areAny() || isBackingOff())) {
      throw new IllegalStateException(
          "[PL-O2.5] the answer of "
              + of
              + " would be waited for without end: its plane waits for time to pass, and its clock"
              + " waits for the handler that asks; ask from another thread");
    }
  }

  private boolean isBackingOff() {
    return commons.cells().all().stream().anyMatch(AgentCell::isHeld);
  }

  /** A handler of the plane cannot advance its clock, which waits for it. */
  private void checkAdvance() {
    requireOutside.accept("settled, to advance its clock,");
  }

  /** Lets a test clock go on when all that its last event set off is done (law K7). */
  private boolean settle() {
    checkAdvance();
    if (commons.carriers != null && !commons.carriers.settlesBetweenEvents()) {
      return false;
    }
    if (atWork.isNone() && !Thread.currentThread().isInterrupted()) {
      return atWork.hasSettled(); // they took their turns on this thread, most likely
    }
    OpenWait wait = OpenWait.begin(commons, null, ADVANCE);
    try {
      drive.accept(() -> abandoned || atWork.isNone());
      return !abandoned && atWork.settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "[PL-K7.3] interrupted while the advance of a test clock waited for the agents of a plane",
          e);
    } finally {
      wait.end();
    }
  }

  /**
   * Waits for every agent to be quiet and for no handler to wait for time to pass, or until the one
   * that closes gives up; from an interrupt on it drops.
   *
   * @return whether it was interrupted
   */
  boolean awaitOrDrop(Runnable drop, ClosingWait closing) {
    boolean interrupted = false;
    while (!closing.isOver()) {
      try {
        drive.accept(atWork::isNone);
        while (!atWork.awaitNone(closing.tickMillis()) && !closing.isOver()) {
          if (closing.interrupts()) {
            drop.run(); // also again: a handler that had just given its turn on was missed
          }
        }
        if (sleepers.awaitNone(movedByHand || closing.interrupts()) && atWork.isNone()) {
          return interrupted;
        }
      } catch (InterruptedException e) {
        interrupted = true;
        closing.interrupt();
        drop.run();
      }
    }
    return interrupted;
  }

  /**
   * Waits until agents that are at work have done something, for so long at the most, also where
   * others will never end.
   *
   * @return whether it was interrupted
   */
  boolean awaitWork(BooleanSupplier done, long nanos) {
    boolean interrupted = false;
    long from = System.nanoTime();
    drive.accept(done);
    while (!done.getAsBoolean() && !atWork.isNone() && System.nanoTime() - from < nanos) {
      try {
        atWork.awaitNone(LOOKS_AGAIN_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true; // and waits on: those who can end are let end
      }
    }
    return interrupted;
  }
}
