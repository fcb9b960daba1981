package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A comment says what it means by itself: who hovers over a name sees it without the one before it.
 */
class CommentsTest {
  private static final Pattern ELSEWHERE =
      Pattern.compile("(//|/\\*\\*?|(?m:^) *\\*) *(?i:likewise|as above|see above|ditto)\\b");

  @Test
  void noComment_beginsWithAReferenceToTheOneBefore() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    int read = 0;
    for (Path file : sources()) {
      read++;
      if (ELSEWHERE.matcher(Files.readString(file)).find()) {
        found.add(file.toString());
      }
    }
    assertThat(read).isGreaterThan(500);
    assertThat(found).isEmpty();
  }

  @Test
  void reference_isFound_inEachFormOfComment() {
    assertThat(
            List.of(
                "int a; // likewise",
                "/** Likewise, for b. */",
                "/*\n * As above.\n */",
                "  // Ditto."))
        .allMatch(text -> ELSEWHERE.matcher(text).find());
    assertThat(ELSEWHERE.matcher("/** What is likely. */ // and so likewise").find()).isFalse();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> !file.endsWith("CommentsTest.java")) // has them in quotes
          .sorted()
          .toList();
    }
  }
}
