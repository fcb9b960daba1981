package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Many runs of one scenario: how many orders of handlers there were, and in which runs it failed.
 *
 * @param runs how many
 * @param orders how many of them differ in what agents did, or when
 * @param failed how many of the runs failed
 * @param failures the first failures, in the order of the runs
 * @param complete whether there is no other order, as every choice was made in every way
 */
public record Exploration(
    long runs, int orders, long failed, List<SimulationFailure> failures, boolean complete) {
  private static final int KEPT = 10;

  /**
   * What to explore.
   *
   * @param scenario is played again for each run, and so has to make anew what it needs
   * @return with the random strategy, and without faults
   */
  public static Of of(Scenario scenario) {
    return new Of(scenario, Strategy.random(), Faults.none());
  }

  /**
   * A scenario, and how its choices are made.
   *
   * @param scenario what is played
   * @param strategy for {@link #schedules}
   * @param faults what goes wrong; for {@link #all} as drawn from the seed 0
   */
  public record Of(Scenario scenario, Strategy strategy, Faults faults) {
    /**
     * With another strategy.
     *
     * @param other in place of the strategy that there is
     * @return a new one; this one stays as it is
     */
    public Of with(Strategy other) {
      return new Of(scenario, other, faults);
    }

    /**
     * The same with things that go wrong.
     *
     * @param other in place of the faults that there are
     * @return a new one; this one stays as it is
     */
    public Of with(Faults other) {
      return new Of(scenario, strategy, other);
    }

    /**
     * Plays it with the seeds from 0 up.
     *
     * @param count how many, 1 or more
     * @return what all these runs have shown
     * @throws IllegalArgumentException where the number is less than 1
     */
    public Exploration schedules(int count) {
      requireSome(count);
      Counter counter = new Counter();
      for (long seed = 0; seed < count; seed++) {
        counter.play(seed, strategy, faults, scenario);
      }
      return counter.result(false);
    }

    /**
     * Makes every choice in every way, depth first, for scenarios that are small.
     *
     * @param most runs at the most, 1 or more; where there are more ways than that the result is
     *     not complete
     * @return what all these runs have shown
     * @throws IllegalArgumentException where the number is less than 1
     */
    public Exploration all(int most) {
      requireSome(most);
      Counter counter = new Counter();
      Enumeration choices = new Enumeration();
      do {
        counter.play(0, seed -> choices.again(), faults, scenario);
      } while (choices.advance() && counter.runs < most);
      return counter.result(choices.isOver());
    }
  }

  private static void requireSome(int schedules) {
    if (schedules < 1) {
      throw new IllegalArgumentException(
          "[PL-Q3] " + schedules + " schedules show nothing: give 1 or more");
    }
  }

  /** Adds runs up. */
  private static final class Counter {
    private final Orders orders = new Orders();
    private final List<SimulationFailure> failures = new ArrayList<>();
    private long runs;
    private long failed;

    void play(long seed, Strategy strategy, Faults faults, Scenario scenario) {
      runs++;
      try {
        orders.add(Simulation.run(seed, strategy, faults, scenario));
      } catch (SimulationFailure e) {
        orders.add(e.trace());
        failed++;
        if (failures.size() < KEPT) {
          failures.add(e);
        }
      }
    }

    Exploration result(boolean complete) {
      return new Exploration(runs, orders.count(), failed, List.copyOf(failures), complete);
    }
  }

  /**
   * Throws where the scenario has failed.
   *
   * @return this, where it has not
   * @throws SimulationFailure the first failure, with the line that plays it again
   */
  public Exploration requireNoFailure() {
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    return this;
  }
}
