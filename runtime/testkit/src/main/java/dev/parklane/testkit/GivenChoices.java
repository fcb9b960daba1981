package dev.parklane.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * See {@link Strategy#choices} and {@link Strategy#firstBut}. Its text is the line that makes it.
 */
record GivenChoices(List<Integer> choices) implements Strategy {
  private static final int MOST_ZEROS = 16; // that are written out

  GivenChoices {
    choices = List.copyOf(choices);
  }

  /** The first, each time, but where an index stands, which the choice comes after. */
  static GivenChoices firstBut(int... indexesAndChoices) {
    List<Integer> choices = new ArrayList<>();
    for (int i = 0; i < indexesAndChoices.length; i += 2) {
      while (choices.size() < indexesAndChoices[i]) {
        choices.add(0);
      }
      choices.add(indexesAndChoices[i + 1]);
    }
    return new GivenChoices(choices);
  }

  /** As in {@code 0,0,1} or, of few among many, {@code 42:1,47:3}. */
  static Strategy parse(String text) {
    int[] numbers =
        Stream.of(text.split("[,:]"))
            .mapToInt(number -> Integer.parseInt(number.strip()))
            .toArray();
    return text.contains(":") ? Strategy.firstBut(numbers) : Strategy.choices(numbers);
  }

  @Override
  public Chooser begin(long seed) {
    return new GivenChooser(choices.stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean isSparse() {
    return choices.stream().filter(choice -> choice == 0).count() > MOST_ZEROS;
  }

  private IntStream others() {
    return IntStream.range(0, choices.size()).filter(index -> choices.get(index) != 0);
  }

  /** What {@link #parse} reads. */
  String parsed() {
    return isSparse()
        ? others()
            .mapToObj(index -> index + ":" + choices.get(index))
            .collect(Collectors.joining(","))
        : listed().replace(" ", "");
  }

  /** As in an array of {@code int}. */
  String listed() {
    return choices.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return isSparse()
        ? others()
            .mapToObj(index -> index + ", " + choices.get(index))
            .collect(Collectors.joining(", ", "Strategy.firstBut(", ")"))
        : "Strategy.choices(" + listed() + ")";
  }
}
