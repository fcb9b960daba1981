package dev.parklane.stress.mutants;

import dev.parklane.stress.mutants.Verdict.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that runs a {@link Trial}, of the library as it is or of a mutant. */
final class TrialJvm {
  /** Those that the modules run their tests with, and what lets a JVM of a second start sooner. */
  private static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "-Dparklane.expect=lock-step",
          "-Xmx6g",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1");

  /** For tests of the runtime: the test kit's own, on the same class path, do without this log. */
  private static final String LOG =
      "-Dorg.slf4j.simpleLogger.log.dev.parklane.runtime.AgentLife=info";

  private final Path folder;
  private final List<Path> classPath;
  private final String dispatch;

  /**
   * @param folder where it leaves what it prints and reports
   * @param classPath what it has beside the class path of this JVM, each in front of it
   * @param dispatch how its planes run triggered handlers, unless a test says otherwise
   */
  TrialJvm(Path folder, List<Path> classPath, String dispatch) {
    this.folder = folder;
    this.classPath = classPath;
    this.dispatch = dispatch;
  }

  /** Starts it, and waits until it has run this test; no longer than this. */
  Verdict run(String test, Duration bound) throws IOException, InterruptedException {
    Path report = Files.createDirectories(folder).resolve("report.tsv");
    Process jvm =
        new ProcessBuilder(command(test, report))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output.txt").toFile())
            .start();
    boolean ended;
    try {
      ended = jvm.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      jvm.destroyForcibly().waitFor();
    }
    if (Files.exists(report)) {
      return Verdict.read(report);
    }
    return ended
        ? new Verdict(Outcome.VOID, Duration.ZERO, "its JVM has died, see " + folder)
        : new Verdict(Outcome.HUNG, bound, "no end within " + bound.toSeconds() + " s");
  }

  private List<String> command(String test, Path report) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Dparklane.dispatch=" + dispatch);
    if (test.startsWith("runtime.")) {
      command.add(LOG);
    }
    List<String> path = new ArrayList<>();
    classPath.forEach(part -> path.add(part.toString()));
    path.add(System.getProperty("java.class.path"));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path)));
    command.addAll(List.of(Trial.class.getName(), test, report.toString()));
    return command;
  }
}
