package dev.parklane.runtime.persistent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Numbers to fill large maps with, the same ones at every run. */
final class Numbers {
  private Numbers() {}

  static List<Integer> upTo(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  static List<Integer> shuffled(List<Integer> numbers) {
    List<Integer> shuffled = new ArrayList<>(numbers);
    Collections.shuffle(shuffled, new Random(1));
    return shuffled;
  }
}
