package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the runs of an exploration come to. Of one thread at a time. */
final class Tally {
  private static final int KEPT = 10; // failures

  private final Orders orders = new Orders();
  private final List<SimulationFailure> failures = new ArrayList<>();
  private int agents;
  private boolean leftOut; // what is beyond the bound on preemptions
  long runs;
  private long failed;
  long pruned;
  long superfluous;

  /** A run that has failed or not. */
  void add(Trace trace, @Nullable SimulationFailure failure, int agentsOfIt, boolean isTooFar) {
    runs++;
    agents = Math.max(agents, agentsOfIt);
    leftOut |= isTooFar;
    orders.add(trace);
    if (failure != null) {
      failed++;
      if (failures.size() < KEPT) {
        failures.add(failure);
      }
    }
  }

  /** One that begins again, and has to count as runs what was played. */
  Tally anew() {
    Tally anew = new Tally();
    anew.runs = runs;
    anew.superfluous = runs;
    return anew;
  }

  /** Of runs whose choices are drawn. */
  Exploration drawn() {
    return new Exploration(runs, orders.count(), failed, failures, false, agents, 0, 0, 0);
  }

  /**
   * Of runs that go through all orders.
   *
   * @param found how many there are so far
   * @param left how many beginnings are left to be played
   */
  Exploration result(int found, int left) {
    return new Exploration(
        runs, found, failed, failures, left == 0 && !leftOut, agents, pruned, superfluous, left);
  }
}
