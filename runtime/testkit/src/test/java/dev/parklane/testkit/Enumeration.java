package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.List;

/** Every way of making the choices of a scenario, one run after the other: depth first. */
final class Enumeration {
  private final List<int[]> path = new ArrayList<>(); // of each choice: which, of how many
  private boolean over;

  /** The choices of the next run. */
  Strategy.Chooser again() {
    int[] at = {0};
    return runnable -> {
      int step = at[0]++;
      if (step == path.size()) {
        path.add(new int[] {0, runnable.size()});
      }
      int[] choice = path.get(step);
      if (choice[1] != runnable.size()) {
        throw new IllegalStateException(
            "choice %d was among %d and is among %s now: the scenario depends on more than its choices"
                .formatted(step, choice[1], runnable));
      }
      return choice[0];
    };
  }

  /** Goes on to the next way; false where there is none. */
  boolean advance() {
    while (!path.isEmpty()) {
      int[] last = path.getLast();
      if (++last[0] < last[1]) {
        return true;
      }
      path.removeLast();
    }
    over = true;
    return false;
  }

  boolean isOver() {
    return over;
  }
}
