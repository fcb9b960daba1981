package dev.parklane.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How a simulation chooses what runs next. The same seed makes the same choices (law E10). */
@FunctionalInterface
public interface Strategy {
  /**
   * Begins a run.
   *
   * @param seed of the run; equal seeds give choosers that choose alike
   * @return a new one, for this run alone
   */
  Chooser begin(long seed);

  /** Makes the choices of one run. */
  @FunctionalInterface
  interface Chooser {
    /**
     * Chooses among what can run.
     *
     * @param runnable the names of agents and of other threads, in the order in which they became
     *     able to run; one or more
     * @return the index of one of them
     */
    int choose(List<String> runnable);
  }

  /**
   * Each with the same chance, each time.
   *
   * @return one whose choices depend on the seed alone, and on how many things can run
   */
  static Strategy random() {
    return RandomChooser::new;
  }

  /**
   * These choices, and from their end on always the first: what a failure says of itself.
   *
   * @param choices each the index of what runs next, among what can; the last of it where there is
   *     no such index
   * @return one that makes the same choices with every seed
   * @throws IllegalArgumentException where a choice is negative
   */
  static Strategy choices(int... choices) {
    for (int choice : choices) {
      if (choice < 0) {
        throw new IllegalArgumentException(
            "[PL-Q3.3] choice " + choice + ": give the index of what runs, 0 or more");
      }
    }
    return new GivenChoices(IntStream.of(choices).boxed().toList());
  }

  /**
   * Always the first, but for some choices: what a failure with few choices that matter says of
   * itself.
   *
   * @param indexesAndChoices the index of a choice, from 0 up, and what is chosen there, as in
   *     {@link #choices}; then the next index, which is larger, and so on
   * @return one that makes the same choices with every seed
   * @throws IllegalArgumentException where an index has no choice, or is not larger than the one
   *     before, or a number is negative
   */
  static Strategy firstBut(int... indexesAndChoices) {
    int before = -1;
    for (int i = 0; i < indexesAndChoices.length; i += 2) {
      if (i + 1 == indexesAndChoices.length
          || indexesAndChoices[i] <= before
          || indexesAndChoices[i + 1] < 0) {
        throw new IllegalArgumentException(
            "[PL-Q3.7] %s: give pairs of an index, larger each time, and of a choice, 0 or more"
                .formatted(Arrays.toString(indexesAndChoices)));
      }
      before = indexesAndChoices[i];
    }
    return GivenChoices.firstBut(indexesAndChoices);
  }

  /**
   * Probabilistic concurrency testing: each has a random priority, the highest runs, and at so many
   * random moments of the run the one that would run is put last. It finds an error that takes
   * {@code changes + 1} things in one order with a chance that does not depend on how many others
   * there are (Burckhardt et al., <i>A randomized scheduler with probabilistic guarantees of
   * finding bugs</i>, 2010).
   *
   * @param changes how many, 0 or more
   * @param steps about how many choices a run has
   * @return one whose priorities and moments come from the seed
   * @throws IllegalArgumentException where there are fewer than 0 changes, or fewer than 1 steps
   */
  static Strategy pct(int changes, int steps) {
    if (changes < 0 || steps < 1) {
      throw new IllegalArgumentException(
          "[PL-Q3.4] %d changes in %d steps: give 0 or more, and 1 or more"
              .formatted(changes, steps));
    }
    return seed -> new PctChooser(seed, changes, steps);
  }
}
