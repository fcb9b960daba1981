package dev.parklane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.market.MarketTest;
import dev.parklane.runtime.Guards;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the README shows is what is compiled here, and prints what it says. */
class ReadmeTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern SNIPPET =
      Pattern.compile("<!-- snippet: (\\S+) -->\n```(?:java|python)\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern PART =
      Pattern.compile("<!-- part: (\\S+) -->\n```xml\n(.*?)```\n", Pattern.DOTALL);
  private static final Pattern OUTPUT =
      Pattern.compile("<!-- output: (\\S+) -->\n```\n(.*?)```\n", Pattern.DOTALL);

  private static final Pattern LINES =
      Pattern.compile("<!-- lines: flights -->\n```\n(.*?)```\n", Pattern.DOTALL);

  private final String readme = read(ROOT.resolve("README.md"));

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void snippets_areTheSourcesThatTheyName_withoutTheirPackage() {
    Matcher snippet = SNIPPET.matcher(readme);
    int seen = 0;
    while (snippet.find()) {
      String source = read(ROOT.resolve(snippet.group(1)));
      assertThat(source.replaceFirst("package \\S+;\n\n", "")).isEqualTo(snippet.group(2));
      seen++;
    }
    assertThat(seen).isEqualTo(readme.split("```(java|python)\n", -1).length - 1).isPositive();
  }

  @Test
  void parts_areLinesOfTheFilesThatTheyName_howeverFarIn() {
    Matcher part = PART.matcher(readme);
    int seen = 0;
    while (part.find()) {
      String source = read(ROOT.resolve(part.group(1)));
      assertThat(unindented(source)).contains(unindented(part.group(2)));
      seen++;
    }
    assertThat(seen).isEqualTo(readme.split("```xml\n", -1).length - 1).isPositive();
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Test
  void outputs_areWhatTheExamplesPrint() throws Exception {
    Matcher output = OUTPUT.matcher(readme);
    int seen = 0;
    PrintStream standardOut = System.out;
    while (output.find()) {
      if (output.group(1).equals("market") && !MarketTest.hasCompiler()) {
        continue; // its test says so
      }
      Captured out = new Captured();
      System.setOut(out);
      try {
        assertThat(Main.run(output.group(1))).isZero();
      } finally {
        System.setOut(standardOut);
      }
      assertThat(out.text()).isEqualTo(output.group(2));
      seen++;
    }
    assertThat(seen).isPositive();
  }

  @Test
  void totalsOfTheMainExample_areThoseThatItPrints() throws Exception {
    PrintStream standardOut = System.out;
    Captured out = new Captured();
    System.setOut(out);
    try {
      assertThat(Main.run("flights")).isZero();
    } finally {
      System.setOut(standardOut);
    }
    Matcher lines = LINES.matcher(readme);
    assertThat(lines.find()).isTrue();
    List<String> shown =
        lines.group(1).lines().filter(line -> !line.isBlank() && !line.equals("  ...")).toList();
    assertThat(shown)
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(out.lines()).contains(line));
  }

  @Test
  void defaultsOfTheGuards_areThoseOfTheReadme() {
    assertThat(readme)
        .contains(
            "`maxDepth` (%,d parked writers)".formatted(Guards.DEFAULT.maxDepth()),
            "`maxReentry` (one observer %,d times in the chain)"
                .formatted(Guards.DEFAULT.maxReentry()),
            "`maxHandlers` (%,d)".formatted(Guards.DEFAULT.maxHandlers()));
  }
}
