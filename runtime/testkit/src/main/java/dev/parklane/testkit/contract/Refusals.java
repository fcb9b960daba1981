package dev.parklane.testkit.contract;

import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneAccessException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** What accesses that have to be refused have thrown (laws E8, F7, F8). */
final class Refusals {
  private Refusals() {}

  /** An access to a lane. */
  interface Access<L extends Lane> {
    void to(L lane) throws Exception;
  }

  /** What it throws; null for nothing. */
  static @Nullable Throwable of(Executable access) {
    try {
      access.execute();
      return null;
    } catch (Throwable thrown) { // whatever it is: it is told where it is no refusal
      return thrown;
    }
  }

  /** Fails unless this is a refusal. */
  static void require(@Nullable Throwable thrown, String what) {
    if (thrown == null) {
      throw new AssertionError(
          what
              + " was not refused: a kind calls reading() before it reads, and changing() before"
              + " it changes (laws E8, F7, F8)");
    }
    if (!(thrown instanceof LaneAccessException)) {
      throw new AssertionError(
          what + " has to be refused by a LaneAccessException, not by " + thrown, thrown);
    }
  }

  /** Every access to a lane that is no more has to be refused, in the turn of its agent too. */
  static <L extends Lane> void requireOfAll(
      LaneKind<L> kind, L lane, boolean hasState, String which) {
    require(of(() -> kind.change(lane, 2)), "a change of " + which);
    if (hasState) {
      require(of(() -> kind.read(lane)), "a read of " + which);
    }
    for (LaneKind.Event<L> event : kind.events()) {
      require(of(() -> event.observe(lane, () -> {})), "an observation of " + which);
    }
  }
}
