package dev.parklane.testkit;

import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.Reversal;
import dev.parklane.testkit.order.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the choices of a run that begins as it is told. Behind that beginning each goes on for as
 * long as it can, where preemptions are counted, and else whoever could go on first. The carrier.
 */
final class Guide implements Strategy.Chooser {
  private final List<Reversal.Turn> turns;
  private final Footsteps footsteps;
  private final boolean staysWithOne;
  private final Map<String, Integer> taken = new HashMap<>(); // turns so far, by task
  private int next;
  private @Nullable String last;
  private int preemptions;
  private boolean parted;

  /**
   * Of a run.
   *
   * @param turns who is chosen at first
   * @param footsteps of the run
   * @param staysWithOne whether each goes on, behind that, for as long as it can
   */
  Guide(List<Reversal.Turn> turns, Footsteps footsteps, boolean staysWithOne) {
    this.turns = turns;
    this.footsteps = footsteps;
    footsteps.tell(this::hasRun);
    this.staysWithOne = staysWithOne;
  }

  /** A task has had a turn, chosen or not. */
  private void hasRun(Step step) {
    last = step.task();
    if (!step.isNothing()) {
      taken.merge(step.task(), 1, Integer::sum);
    }
  }

  /** How often another was chosen than the one that could have gone on. */
  int preemptions() {
    return preemptions;
  }

  /** Whether who was to be chosen could not run: what was foreseen has not come. */
  boolean hasParted() {
    return parted;
  }

  @Override
  public int choose(List<String> runnable) {
    int goesOn = last == null ? -1 : runnable.indexOf(last);
    int chosen = told(runnable);
    if (chosen < 0) {
      chosen = staysWithOne && goesOn >= 0 ? goesOn : 0;
    }
    if (goesOn >= 0 && goesOn != chosen) {
      preemptions++;
    }
    return chosen;
  }

  /** Whom it is told to choose, or -1 behind the beginning. */
  int told(List<String> runnable) {
    while (next < turns.size()) {
      Reversal.Turn turn = turns.get(next);
      if (taken.getOrDefault(turn.task(), 0) >= turn.ordinal()) {
        next++;
      } else {
        int chosen = runnable.indexOf(turn.task());
        if (chosen >= 0) {
          return chosen;
        }
        for (int i = 0; i < runnable.size(); i++) {
          if (footsteps.wouldBeNothing(runnable.get(i))) {
            return i; // it comes by itself when all agents rest, most likely
          }
        }
        parted = true;
        next++;
      }
    }
    return -1;
  }
}
