package dev.parklane.testkit;

/** What a simulation runs: sends, lets time pass, and checks what came of it. */
@FunctionalInterface
public interface Scenario {
  /**
   * Plays it once. Whatever it needs it makes anew each time; what is left to chance comes from
   * {@link Simulation#random}.
   *
   * @param simulation has begun, and has no plane yet
   * @throws Exception where a check fails, also as an {@link AssertionError}
   */
  void play(Simulation simulation) throws Exception;
}
