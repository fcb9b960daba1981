package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law E5: what the JDK's own thread dump shows of a cascade that is parked. */
@Timeout(60)
@Tag("parked")
class ThreadDumpTest {
  private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]*)\"");

  @TempDir private Path folder;

  /** E5. */
  @Test
  void dump_duringACascade_showsEachParkedWriterUnderTheAgentsUri() {
    AtomicReference<String> dump = new AtomicReference<>();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> p.b.set(v));
          p.b.on(v -> p.c.set(v));
          p.c.on(v -> dump.set(dumpThreads()));
        })) {
      stage.probe("x").command("a", 1);
    }
    assertThat(threadsUnder("/probe/x", dump.get()))
        .containsExactlyInAnyOrder("0 a.onEvent", "1 b.onEvent", "2 c.onEvent");
    assertThat(parkedUnder("/probe/x", dump.get()))
        .containsExactlyInAnyOrder("0 a.onEvent", "1 b.onEvent");
  }

  /** E5: an agent that has nothing to do is not there, or its threads say that they rest. */
  @ParameterizedTest
  @ValueSource(ints = {0, 16})
  void dump_showsNoWork_ofAnAgentThatHasNone(int warm) {
    AtomicReference<String> dump = new AtomicReference<>();
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .warmAgents(warm)
                .route(
                    "/probe/:name", () -> new Probe(p -> p.a.on(v -> dump.set(dumpThreads())))))) {
      stage.ask("quiet", p -> 0);
      stage.quiet();
      stage.probe("x").command("a", 1);
    }
    assertThat(threadsUnder("/probe/x", dump.get())).contains("0 a.onEvent");
    assertThat(new HashSet<>(threadsUnder("/probe/quiet", dump.get())))
        .isSubsetOf("resting", "no container of /probe/quiet");
    if (warm == 0) {
      assertThat(dump.get()).doesNotContain("\"container\": \"/probe/quiet");
    }
  }

  private String dumpThreads() throws Exception {
    Path file = folder.resolve("threads.json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
    return Files.readString(file).replace("\\/", "/"); // the JDK escapes the slash
  }

  /** The names of the threads under the heading of this agent. */
  private static List<String> threadsUnder(String uri, String dump) {
    return NAME.matcher(heading(uri, dump)).results().map(match -> match.group(1)).toList();
  }

  private static List<String> parkedUnder(String uri, String dump) {
    Pattern parked = Pattern.compile(NAME.pattern() + ",\\s*\"state\": \"WAITING\"");
    return parked
        .matcher(heading(uri, dump))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String heading(String uri, String dump) {
    return Arrays.stream(dump.split("\"container\": "))
        .filter(container -> container.startsWith("\"" + uri + "/"))
        .findFirst()
        .orElse("no container of " + uri);
  }
}
