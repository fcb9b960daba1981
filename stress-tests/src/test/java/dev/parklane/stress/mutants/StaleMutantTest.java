package dev.parklane.stress.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit the library is told by name, and proves nothing. */
class StaleMutantTest {
  private static final String FORM =
      """
      # words for the reader

      == guards trip late
      law: G1 G2
      in: runtime.GuardCheck
      test: runtime.GuardLawsTest#maxHandlers_ofACascade_run_andOneMoreTrips
      %s
      """;

  private final Library library = Library.ofThisBuild();

  private static Mutant mutant(String lines) {
    return MutantFile.read("some.txt", FORM.formatted(lines)).getFirst();
  }

  @Test
  void file_isReadIntoItsMutants() {
    assertThat(mutant(" stays\n-goes\n+comes\n+comes as well"))
        .isEqualTo(
            new Mutant(
                "guards trip late",
                List.of("G1", "G2"),
                "runtime.GuardCheck",
                "runtime.GuardLawsTest#maxHandlers_ofACascade_run_andOneMoreTrips",
                false,
                List.of("stays", "goes"),
                List.of("stays", "comes", "comes as well"),
                "some.txt:3"));
  }

  @Test
  void file_thatHasNotTheForm_isRefused_withItsLine() {
    assertThatThrownBy(() -> MutantFile.read("some.txt", "== fault\nin: runtime.Cascade\n"))
        .hasMessage("some.txt:2: no 'law: ...' but 'in: runtime.Cascade'");
    assertThatThrownBy(() -> mutant("what is this"))
        .hasMessage("some.txt:7: no line of source: what is this");
    assertThatThrownBy(() -> mutant(" stays")).hasMessageContaining("changes nothing");
  }

  @Test
  void mutant_whoseLinesAreNotThere_isStale() {
    assertThatThrownBy(() -> library.mutate(mutant("-    there is no such line;\n+    ;")))
        .isInstanceOf(StaleMutantException.class)
        .hasMessageStartingWith("the mutant 'guards trip late' at some.txt:3 is stale: ")
        .hasMessageContaining("GuardCheck.java has not the lines")
        .hasMessageContaining("    there is no such line;")
        .hasMessageEndingWith("give it those that the file has now");
  }

  @Test
  void mutant_whoseLinesAreThereTwice_isStale() {
    assertThatThrownBy(() -> library.mutate(mutant("-  }")))
        .isInstanceOf(StaleMutantException.class)
        .hasMessageContaining("GuardCheck.java has more than once the lines")
        .hasMessageEndingWith("give it more of the lines around them");
  }

  @Test
  void mutant_whoseTestIsNotThere_isStale() {
    Mutant mutant =
        MutantFile.read("some.txt", FORM.formatted("-  }").replace("OneMoreTrips", "NoneTrips"))
            .getFirst();
    assertThatThrownBy(() -> library.requireTest(mutant))
        .isInstanceOf(StaleMutantException.class)
        .hasMessageContaining("GuardLawsTest.java has no test runtime.GuardLawsTest#maxHandlers_");
  }

  @Test
  void mutant_thatDoesNotCompile_isStale(@TempDir Path folder) {
    Mutant mutant = mutant("-    if (handlers >= maxHandlers) {\n+    if (handlers) {");
    assertThatThrownBy(() -> new MutantCompiler(library).compile(mutant, folder.resolve("classes")))
        .isInstanceOf(StaleMutantException.class)
        .hasMessageStartingWith("the mutant 'guards trip late' at some.txt:3 is stale: ")
        .hasMessageContaining("it does not compile")
        .hasMessageContaining("int cannot be converted to boolean");
  }
}
