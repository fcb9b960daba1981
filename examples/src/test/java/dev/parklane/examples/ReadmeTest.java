package dev.parklane.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.examples.Page.Block;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.GuardException;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Plane;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages show is what is compiled here, and prints what they say. */
class ReadmeTest {
  private static final Set<String> CODE = Set.of("java", "python", "xml", "c", "js");
  private static final Set<String> KINDS = Set.of("snippet", "part", "output", "lines", "message");
  private static final String LEFT_OUT = "  ...";

  private final List<Block> blocks = Page.all().stream().flatMap(p -> p.blocks().stream()).toList();

  private List<Block> blocks(String kind) {
    return blocks.stream().filter(block -> block.kind().equals(kind)).toList();
  }

  @Test
  void code_namesTheFileThatItComesFrom() {
    assertThat(blocks)
        .filteredOn(block -> CODE.contains(block.language()))
        .isNotEmpty()
        .allSatisfy(b -> assertThat(b.kind()).as(b.place()).isIn("snippet", "part"));
    assertThat(blocks)
        .filteredOn(block -> !block.kind().isEmpty())
        .allSatisfy(b -> assertThat(b.kind()).as(b.place()).isIn(KINDS));
  }

  @Test
  void snippets_areTheSourcesThatTheyName_withoutTheirPackage() {
    assertThat(blocks("snippet"))
        .isNotEmpty()
        .allSatisfy(b -> {
          String source = Page.read(Page.ROOT.resolve(b.source()));
          assertThat(b.text())
              .as(b.place())
              .isEqualTo(source.replaceFirst("package \\S+;\n\n", ""));
        });
  }

  @Test
  void parts_areLinesOfTheFilesThatTheyName_howeverFarIn() {
    assertThat(blocks("part"))
        .isNotEmpty()
        .allSatisfy(b ->
            assertThat(unindented(Page.read(Page.ROOT.resolve(b.source()))))
                .as(b.place())
                .contains(unindented(b.text())));
  }

  private static String unindented(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Test
  void outputs_areWhatTheExamplesPrint() throws Exception {
    Set<String> seen = new HashSet<>();
    for (Block output : blocks("output")) {
      if (output.source().equals("market")) {
        continue; // its own test compares it
      }
      seen.add(output.source());
      assertThat(Printed.by(output.source()).out().text())
          .as(output.place())
          .isEqualTo(output.text());
    }
    for (Block some : blocks("lines")) {
      seen.add(some.source());
      List<String> shown =
          some.text().lines().filter(l -> !l.isBlank() && !l.equals(LEFT_OUT)).toList();
      List<String> lines = Printed.by(some.source()).out().lines();
      assertThat(shown)
          .as(some.place())
          .hasSizeGreaterThan(10)
          .allSatisfy(line -> assertThat(lines).contains(line));
    }
    assertThat(seen).contains("names", "flights");
  }

  @Test
  void defaults_areThoseOfThePage() {
    assertThat(Page.of("runtime/README.md").text())
        .contains(
            "`maxDepth` (%,d parked writers)".formatted(Guards.DEFAULT.maxDepth()),
            "`maxReentry` (one observer %,d times in the chain)"
                .formatted(Guards.DEFAULT.maxReentry()),
            "`maxHandlers` (%,d)".formatted(Guards.DEFAULT.maxHandlers()),
            "| `withFailurePolicy` | *%s* |".formatted(AgentOptions.DEFAULT.failurePolicy()),
            "| `withMailboxCapacity` | %,d |".formatted(AgentOptions.DEFAULT.mailboxCapacity()));
  }

  /** G2: adds a name for each name that it counts. */
  private static final class Endless extends Agent {
    private final CommandLane<String> addName = new CommandLane<>(this, "addName", String.class);
    private final ValueLane<List<String>> accumulate =
        new ValueLane<>(this, "accumulate", List.of());
    private final ValueLane<Integer> length = new ValueLane<>(this, "length", 0);

    Endless() {
      addName.onCommand(name -> accumulate.set(List.of(name)));
      accumulate.onEvent(names -> length.set(names.size()));
      length.onEvent(n -> accumulate.set(List.of("one more")));
    }
  }

  @Test
  void message_isThatOfTheGuard() {
    assertThat(blocks("message")).hasSize(1);
    Block message = blocks("message").getFirst();
    UnaryOperator<AgentOptions> tight =
        options -> options.withGuards(Guards.DEFAULT.withMaxReentry(500));
    try (Plane plane = Plane.builder().route("/names/:list", Endless::new, tight).start()) {
      Acknowledgement told =
          plane.agent("/names/guests").commandAcknowledged("addName", "Ada").join();
      assertThat(told).isInstanceOf(Acknowledgement.Failed.class);
      assertThat(((Acknowledgement.Failed) told).cause())
          .as(message.place())
          .hasRootCauseInstanceOf(GuardException.class)
          .hasRootCauseMessage(message.text().strip());
    }
  }

  @Test
  void version_isThatOfTheBuild() {
    String pom = Page.read(Page.ROOT.resolve("pom.xml"));
    String version =
        Pattern.compile("<artifactId>parklane</artifactId>\\s*<version>(\\S+)</version>")
            .matcher(pom)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1);
    assertThat(Page.of("README.md").text())
        .contains("`dev.parklane:parklane-lanes:" + version + "`");
  }
}
