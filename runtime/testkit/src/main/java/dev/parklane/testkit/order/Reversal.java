package dev.parklane.testkit.order;

import java.util.List;

/**
 * The beginning of runs in which a race goes the other way.
 *
 * @param turns who is chosen, in order; what comes by itself is left out
 * @param kept the hashes of the steps of that beginning but for the last, each with its past
 * @param wins what wins the race, the last step of the beginning: the {@link Step#turn} of it
 */
public record Reversal(List<Turn> turns, long[] kept, long wins) {
  /** What every run begins with. */
  public static final Reversal NONE = new Reversal(List.of(), new long[0], 0);

  /**
   * A turn of a task.
   *
   * @param task who takes it
   * @param ordinal among the turns of that task, from 1 up
   */
  public record Turn(String task, int ordinal) {
    static Turn of(Step step) {
      return new Turn(step.task(), step.ordinal);
    }
  }

  /** {@return the same for all that come to the same order} */
  public long key() {
    return Hashes.sum(kept) + key(wins);
  }

  /** What the winner of the race adds to that. */
  static long key(long wins) {
    return Hashes.mix(wins, 4);
  }
}
