package dev.parklane.testkit;

import java.util.List;

/** See {@link Strategy#choices}. */
final class GivenChooser implements Strategy.Chooser {
  private final int[] choices;
  private int next;

  GivenChooser(int[] choices) {
    this.choices = choices;
  }

  @Override
  public int choose(List<String> runnable) {
    int chosen = next < choices.length ? choices[next] : 0;
    next++;
    return Math.min(chosen, runnable.size() - 1);
  }
}
