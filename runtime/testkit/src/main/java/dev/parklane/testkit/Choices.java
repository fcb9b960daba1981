package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was chosen in a run: one of those that can run, as the strategy says, but for those that its
 * faults pass over for a while. The thread that plays the scenario.
 */
final class Choices {
  private final Strategy.Chooser chooser;
  private final FaultDraws faults;
  private final Map<String, Long> starved = new HashMap<>(); // up to which step
  private final List<Integer> made = new ArrayList<>();

  Choices(Strategy.Chooser chooser, FaultDraws faults) {
    this.chooser = chooser;
    this.faults = faults;
  }

  /** Those so far, where there was more than one thing to run. */
  List<Integer> made() {
    return List.copyOf(made);
  }

  /**
   * Which of several is to run.
   *
   * @param names of what can run
   * @param step how many have run so far
   */
  int choose(List<String> names, long step) {
    while (true) {
      List<Integer> fed = starved.isEmpty() ? List.of() : fed(names, step); // none for all
      int chosen = fed.isEmpty() ? ask(List.copyOf(names)) : chosenOf(fed, names);
      String name = names.get(chosen);
      boolean canWait = fed.size() != 1 && isFed(name, step);
      int passed = canWait ? faults.starves(name) : 0;
      if (passed == 0) {
        return chosen;
      }
      starved.put(name, step + passed);
    }
  }

  private int ask(List<String> names) {
    int index = chooser.choose(names);
    made.add(index);
    return index;
  }

  private int chosenOf(List<Integer> fed, List<String> names) {
    return fed.get(fed.size() == 1 ? 0 : ask(fed.stream().map(names::get).toList()));
  }

  /** What is not passed over now; all, where everything is. */
  private List<Integer> fed(List<String> names, long step) {
    List<Integer> all = new ArrayList<>();
    List<Integer> fed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      all.add(i);
      if (isFed(names.get(i), step)) {
        fed.add(i);
      }
    }
    return fed.isEmpty() ? all : fed;
  }

  private boolean isFed(String name, long step) {
    return starved.isEmpty() || starved.getOrDefault(name, 0L) <= step;
  }
}
