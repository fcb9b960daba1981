package dev.parklane.testkit.model;

/**
 * A counter.
 *
 * @param initial where it stands at first
 */
public record CounterModel(Integer initial) implements SequentialModel<Integer> {
  /**
   * Reads.
   *
   * @return answers where it stands
   */
  public Operation<Integer, Integer> get() {
    return Operation.of("get()", total -> new Outcome<>(total, total));
  }

  /**
   * Counts.
   *
   * @param n how many come to it
   * @return answers where it stands behind that
   */
  public Operation<Integer, Integer> add(int n) {
    return Operation.of("add(" + n + ")", total -> new Outcome<>(total + n, total + n));
  }
}
