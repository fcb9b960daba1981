package dev.parklane.runtime.scheduling;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether frames of another language stand under the code that a thread runs: those of a guest,
 * which its {@link ExclusiveContext} knows of, or those of C. A trigger written there is not
 * mounted (law X2).
 */
public final class ForeignFrames {
  private static volatile @Nullable BooleanSupplier calls; // null until C is first called

  private ForeignFrames() {}

  /**
   * C is called from now on.
   *
   * @param underWay whether a call of C stands under what the calling thread runs
   */
  public static void areOfC(BooleanSupplier underWay) {
    calls = underWay;
  }

  /** {@return whether any stands under what the calling thread runs} */
  public static boolean areHere() {
    BooleanSupplier ofC = calls;
    return ExclusiveContext.isInside() || (ofC != null && ofC.getAsBoolean());
  }
}
