package dev.parklane.stress.figures;

import java.util.function.ToDoubleFunction;

/**
 * How far a figure is to come.
 *
 * @param text in words
 * @param atMost whether the figure is to be no greater, or no less
 * @param of what it is to come to, given all that was measured in the same run; not a number where
 *     something of it was not
 */
record Goal(String text, boolean atMost, ToDoubleFunction<Cells> of) {
  static Goal atMost(String text, ToDoubleFunction<Cells> of) {
    return new Goal("at most " + text, true, of);
  }

  static Goal atLeast(String text, ToDoubleFunction<Cells> of) {
    return new Goal("at least " + text, false, of);
  }

  boolean isMetBy(double score, double goal) {
    return atMost ? score <= goal : score >= goal;
  }
}
