package dev.parklane.testkit;

import dev.parklane.testkit.order.Hashes;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** What is drawn of one kind: each has its own sequence, whatever others do meanwhile. */
final class SeededDraws {
  private final long seed;
  private final Map<String, SplittableRandom> all = new HashMap<>();

  SeededDraws(long seed) {
    this.seed = seed;
  }

  SplittableRandom of(String who) {
    return all.computeIfAbsent(
        who, name -> new SplittableRandom(Hashes.mix(name.hashCode(), seed)));
  }
}
