package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests run twice, with the JDK opened and without, as agents have another scheduler each time. Of
 * some packages they run once: there is no agent in those.
 */
class TestedOnceTest {
  private static final List<Path> MODULES = List.of(Path.of("../runtime/core"), Path.of("guests"));
  private static final Pattern PACKAGE =
      Pattern.compile("<exclude>(dev/parklane/[\\w/]+)/\\*\\*</exclude>");
  private static final Pattern AGENT = Pattern.compile("\\b(Plane|Agent)\\b");

  @Test
  void testsOfPackagesThatRunOnce_haveNoAgent() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    int read = 0;
    for (Path module : MODULES) {
      Matcher once = PACKAGE.matcher(Files.readString(module.resolve("pom.xml")));
      while (once.find()) {
        for (Path file : sources(module.resolve("src/test/java").resolve(once.group(1)))) {
          read++;
          if (AGENT.matcher(Files.readString(file)).find()) {
            found.add(file.toString());
          }
        }
      }
    }
    assertThat(read).isGreaterThan(20);
    assertThat(found).isEmpty();
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
