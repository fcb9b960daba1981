package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Plane;
import dev.parklane.testkit.Simulation;

/** Whether properties can be played in simulations. */
public final class Simulations {
  private Simulations() {}

  /**
   * Whether there are none here, and said so, as it should be where the JDK is not opened to them.
   */
  public static boolean areRefused(long seed) {
    if (Plane.isLockStepPossible()) {
      return false;
    }
    assertThatThrownBy(() -> Simulation.run(seed, simulation -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("--add-opens");
    return true;
  }
}
