package dev.parklane.stress.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The modules of the library: their sources, which mutants change, and the tests of them. */
final class Library {
  private static final String SOURCES = "src/main/java";
  private static final String TESTS = "src/test/java";

  private final List<Path> modules;

  private Library(List<Path> modules) {
    this.modules = modules;
  }

  /** Seen from the folder of this module, where Maven runs its tests and programs. */
  static Library ofThisBuild() {
    Path root = Path.of("..");
    return new Library(
        Stream.of(
                "clock",
                "runtime/core",
                "lanes/core",
                "runtime/testkit",
                "stress-tests/guests",
                "stress-tests")
            .map(root::resolve)
            .toList());
  }

  /** Where the classes of the tests are. */
  List<Path> testClasses() {
    return modules.stream().map(module -> module.resolve("target/test-classes")).toList();
  }

  /**
   * The name of the source file of a mutant.
   *
   * @throws StaleMutantException if there is none
   */
  Path source(Mutant mutant) {
    return find(mutant, SOURCES, mutant.type());
  }

  /**
   * The text of the source file of a mutant, with its fault in.
   *
   * @throws StaleMutantException if there is no such file, or it has not exactly once what is to be
   *     replaced
   */
  String mutate(Mutant mutant) {
    Path file = source(mutant);
    String text = "\n" + read(file);
    String original = lines(mutant.original());
    int found = text.indexOf(original);
    if (found < 0 || text.indexOf(original, found + 1) >= 0) {
      throw new StaleMutantException(
          mutant,
          (found < 0 ? "%s has not the lines%s" : "%s has more than once the lines%s")
                  .formatted(file, original)
              + (found < 0
                  ? "give it those that the file has now"
                  : "give it more of the lines around them"));
    }
    int end = found + original.length();
    return text.substring(1, found + 1)
        + lines(mutant.mutated()).substring(1)
        + text.substring(end);
  }

  private static String lines(List<String> lines) {
    return lines.isEmpty() ? "\n" : "\n" + String.join("\n", lines) + "\n";
  }

  /**
   * Sees that the test of a mutant is there.
   *
   * @throws StaleMutantException if it is not
   */
  void requireTest(Mutant mutant) {
    String[] test = mutant.test().split("#", 2);
    Path file = find(mutant, TESTS, test[0]);
    if (test.length < 2 || !read(file).contains(" void " + test[1] + "(")) {
      throw new StaleMutantException(mutant, "%s has no test %s".formatted(file, mutant.test()));
    }
  }

  private Path find(Mutant mutant, String folder, String type) {
    Path file = Path.of(folder, "dev/parklane", type.replace('.', '/') + ".java");
    return modules.stream()
        .map(module -> module.resolve(file).normalize())
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new StaleMutantException(mutant, "no module has " + file));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
