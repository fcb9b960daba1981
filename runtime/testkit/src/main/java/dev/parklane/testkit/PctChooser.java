package dev.parklane.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** See {@link Strategy#pct}. */
final class PctChooser implements Strategy.Chooser {
  private final SplittableRandom random;
  private final Set<Integer> changes = new HashSet<>();
  private final Map<String, Double> priorities = new HashMap<>();
  private int step;
  private double lowest;

  PctChooser(long seed, int changes, int steps) {
    random = new SplittableRandom(seed);
    for (int i = 0; i < changes; i++) {
      this.changes.add(random.nextInt(steps));
    }
  }

  @Override
  public int choose(List<String> runnable) {
    int highest = highest(runnable);
    if (changes.contains(step++)) {
      priorities.put(runnable.get(highest), --lowest);
      highest = highest(runnable);
    }
    return highest;
  }

  private int highest(List<String> runnable) {
    int highest = 0;
    for (int i = 1; i < runnable.size(); i++) {
      if (priority(runnable.get(i)) > priority(runnable.get(highest))) {
        highest = i;
      }
    }
    return highest;
  }

  private double priority(String name) {
    return priorities.computeIfAbsent(name, n -> random.nextDouble());
  }
}
