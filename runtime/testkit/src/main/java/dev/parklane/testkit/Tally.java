package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.testkit.report.FailureIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the runs of an exploration come to. Of one thread at a time. */
final class Tally {
  private static final int KEPT = 10; // failures

  private final Orders orders = new Orders();
  private final List<SimulationFailure> failures = new ArrayList<>();
  private final Map<FailureIdentity, Exploration.Cause> causes = new LinkedHashMap<>();
  private int agents;
  private boolean leftOut; // what is beyond the bound on preemptions
  long runs;
  private long failed;
  long pruned;
  long superfluous;

  /** A run whose choices were drawn, and that has failed or not. */
  void add(Trace trace, @Nullable SimulationFailure failure) {
    orders.add(trace);
    add(failure, 0, false);
  }

  /** A run that has failed or not. */
  void add(@Nullable SimulationFailure failure, int agentsOfIt, boolean isTooFar) {
    runs++;
    agents = Math.max(agents, agentsOfIt);
    leftOut |= isTooFar;
    if (failure != null) {
      failed++;
      causes.merge(
          failure.identity(),
          new Exploration.Cause(failure, 1),
          (before, now) -> new Exploration.Cause(before.first(), before.runs() + 1));
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

  private List<Exploration.Cause> causes() {
    return List.copyOf(causes.values());
  }

  /** Of runs whose choices are drawn. */
  Exploration drawn() {
    return new Exploration(
        runs, orders.count(), failed, failures, causes(), false, agents, 0, 0, 0);
  }

  /**
   * Of runs that go through all orders.
   *
   * @param found how many there are so far
   * @param left how many beginnings are left to be played
   */
  Exploration result(int found, int left) {
    return new Exploration(
        runs,
        found,
        failed,
        failures,
        causes(),
        left == 0 && !leftOut,
        agents,
        pruned,
        superfluous,
        left);
  }
}
