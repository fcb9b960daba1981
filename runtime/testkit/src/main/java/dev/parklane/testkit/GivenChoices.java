package dev.parklane.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** See {@link Strategy#choices}. Its text is the line that makes it. */
record GivenChoices(List<Integer> choices) implements Strategy {
  GivenChoices {
    choices = List.copyOf(choices);
  }

  @Override
  public Chooser begin(long seed) {
    return new GivenChooser(choices.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public String toString() {
    return choices.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "Strategy.choices(", ")"));
  }
}
