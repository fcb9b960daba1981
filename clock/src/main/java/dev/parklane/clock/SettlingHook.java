package dev.parklane.clock;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A hook of the settling of a {@link TestClock}. No two are equal, as one may be added twice.
 *
 * <p>Immutable.
 */
final class SettlingHook {
  final BooleanSupplier hook; // for the thread that advances alone
  final Runnable check; // for that thread, too
  final @Nullable VirtualWork work; // the same for its stand-in; null where there must be none

  SettlingHook(BooleanSupplier hook, Runnable check, @Nullable VirtualWork work) {
    this.hook = hook;
    this.check = check;
    this.work = work;
  }
}
