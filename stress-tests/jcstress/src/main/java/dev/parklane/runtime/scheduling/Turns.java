package dev.parklane.runtime.scheduling;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Carriers that are the actors of a test: a scheduler gets its turn from whichever comes first. */
final class Turns implements Carriers {
  private static final int ENOUGH = 20_000_000; // looks for a turn, some seconds

  private final AtomicReference<@Nullable LockStepScheduler> given = new AtomicReference<>();
  private volatile boolean givenTwice;

  @Override
  public void execute(LockStepScheduler scheduler) {
    if (!given.compareAndSet(null, scheduler)) {
      givenTwice = true;
    }
  }

  /** Takes the turns that there are. */
  void take() {
    LockStepScheduler scheduler = given.getAndSet(null);
    while (scheduler != null) {
      scheduler.run();
      scheduler = given.getAndSet(null);
    }
  }

  /** Takes turns until that is so, or so long that it will never be. */
  void takeUntil(BooleanSupplier done) {
    for (int i = 0; i < ENOUGH && !done.getAsBoolean(); i++) {
      take();
      Thread.onSpinWait();
    }
  }

  /** Whether a scheduler has asked for a turn while it had one to come. */
  boolean wereGivenTwice() {
    return givenTwice;
  }

  @Override
  public int slice() {
    return 256;
  }

  @Override
  public int eventsPerTurn() {
    return 1;
  }

  @Override
  public void close() {}
}
