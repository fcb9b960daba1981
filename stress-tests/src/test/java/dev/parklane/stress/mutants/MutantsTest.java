package dev.parklane.stress.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mutants fit the sources as they are: who changes a line that one replaces hears of it. */
class MutantsTest {
  /**
   * Chapters, and how many laws each has. Of durability there is the form of values, D5, so far.
   */
  private static final Map<String, Integer> LAWS =
      Map.ofEntries(
          Map.entry("E", 13),
          Map.entry("V", 4),
          Map.entry("M", 9),
          Map.entry("C", 4),
          Map.entry("J", 7),
          Map.entry("F", 11),
          Map.entry("G", 4),
          Map.entry("O", 5),
          Map.entry("S", 4),
          Map.entry("L", 5),
          Map.entry("K", 13),
          Map.entry("B", 8),
          Map.entry("H", 6),
          Map.entry("X", 2));

  private final Library library = Library.ofThisBuild();
  private final List<Mutant> mutants = MutantFile.all();

  @Test
  void mutants_replaceLinesThatTheirSourceHas_exactlyOnce() {
    assertThat(complaints(library::mutate)).isEmpty();
  }

  @Test
  void mutants_nameTestsThatAreThere() {
    assertThat(complaints(library::requireTest)).isEmpty();
  }

  @Test
  void mutants_haveNamesOfTheirOwn() {
    assertThat(
            mutants.stream()
                .collect(Collectors.groupingBy(Mutant::fault, Collectors.counting()))
                .entrySet())
        .filteredOn(entry -> entry.getValue() > 1)
        .isEmpty();
  }

  @Test
  void everyLaw_isBrokenByAMutant() {
    Set<String> broken =
        mutants.stream().flatMap(mutant -> mutant.laws().stream()).collect(Collectors.toSet());
    Stream<String> whole =
        LAWS.entrySet().stream()
            .flatMap(chapter ->
                IntStream.rangeClosed(1, chapter.getValue())
                    .mapToObj(law -> chapter.getKey() + law));
    assertThat(broken)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(whole, Stream.of("D5", "Q1", "Q2", "Q3", "Q4", "Q5")).toList());
  }

  private List<String> complaints(Consumer<Mutant> check) {
    return mutants.stream().flatMap(mutant -> complaint(check, mutant)).toList();
  }

  private static Stream<String> complaint(Consumer<Mutant> check, Mutant mutant) {
    try {
      check.accept(mutant);
      return Stream.empty();
    } catch (StaleMutantException e) {
      return Stream.of("" + e.getMessage());
    }
  }
}
