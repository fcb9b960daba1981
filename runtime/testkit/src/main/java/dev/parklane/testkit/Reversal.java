package dev.parklane.testkit;

import java.util.List;

/**
 * The beginning of runs in which a race goes the other way.
 *
 * @param turns who is chosen, in order; what comes by itself is left out
 * @param hashes of the steps of that beginning, each with its past; the last is what wins the race
 */
record Reversal(List<Turn> turns, long[] hashes) {
  /** What every run begins with. */
  static final Reversal NONE = new Reversal(List.of(), new long[0]);

  /**
   * A turn of a task.
   *
   * @param ordinal among the turns of that task, from 1 up
   */
  record Turn(String task, int ordinal) {}

  /** The same for all that come to the same order. */
  long key() {
    long key = 0;
    for (long hash : hashes) {
      key += PartialOrder.mix(hash, 3);
    }
    return key;
  }
}
