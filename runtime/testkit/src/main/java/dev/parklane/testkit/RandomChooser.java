package dev.parklane.testkit;

import java.util.List;
import java.util.SplittableRandom;

/** See {@link Strategy#random}. */
final class RandomChooser implements Strategy.Chooser {
  private final SplittableRandom random;

  RandomChooser(long seed) {
    random = new SplittableRandom(seed);
  }

  @Override
  public int choose(List<String> runnable) {
    return random.nextInt(runnable.size());
  }
}
