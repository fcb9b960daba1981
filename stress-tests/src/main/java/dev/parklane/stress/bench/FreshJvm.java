package dev.parklane.stress.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own for a program that measures, with the class path of this one. */
public final class FreshJvm {
  /** What the lock-step scheduler needs. */
  public static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

  /** What C and Netty need, and no log line for each chain that fails. */
  public static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dorg.slf4j.simpleLogger.log.dev.parklane.runtime.AgentLife=off");

  private FreshJvm() {}

  /** The flags of a JVM with the lock-step scheduler, or without. */
  public static List<String> flags(String scheduler) {
    List<String> flags = new ArrayList<>();
    if (scheduler.equals(Planes.LOCK_STEP)) {
      flags.add(OPENS);
    }
    flags.addAll(FLAGS);
    return flags;
  }

  /**
   * Runs a program to its end, and gives the figures that it has printed.
   *
   * @throws IllegalStateException where it fails
   */
  public static List<Cell> cells(String scheduler, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    return lines(scheduler, program.getName(), arguments).stream()
        .flatMap(line -> Cell.of(line).stream())
        .toList();
  }

  /** Runs a program to its end, and gives the lines that it has printed. */
  static List<String> lines(String scheduler, String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(scheduler));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out = process.inputReader()) {
      out.lines().forEach(lines::add);
    }
    int code = process.waitFor();
    if (code != 0) {
      throw new IllegalStateException(
          program
              + " ended with "
              + code
              + " and has printed "
              + lines
              + "; its errors are above, run it by hand with "
              + String.join(" ", command));
    }
    return lines;
  }
}
