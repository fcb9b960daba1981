package dev.parklane.stress.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;

/**
 * What became of a test.
 *
 * @param time how long the test ran; of one that hung, its bound
 * @param detail the failure that it ended with; empty where it passed
 */
record Verdict(Outcome outcome, Duration time, String detail) {
  enum Outcome {
    PASSED,
    FAILED,
    /** It had not ended at its bound, or that of its trial, which is many times what it takes. */
    HUNG,
    /** It says nothing: there is no such test, its JVM died, or the classes do not fit together. */
    VOID
  }

  /** Writes it to a file, whole or not at all. */
  void write(Path report) throws IOException {
    Path unfinished = report.resolveSibling(report.getFileName() + ".unfinished");
    String words = detail.replaceAll("\\s+", " ").replaceAll("\\p{Cs}", "?").strip(); // as UTF-8
    Files.writeString(unfinished, outcome + "\t" + time.toMillis() + "\t" + words);
    Files.move(unfinished, report, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads it from there. */
  static Verdict read(Path report) throws IOException {
    String[] parts = Files.readString(report).split("\t", 3);
    Duration time = Duration.ofMillis(Long.parseLong(parts[1]));
    return new Verdict(Outcome.valueOf(parts[0]), time, parts[2]);
  }

  boolean is(Outcome expected) {
    return outcome == expected;
  }

  @Override
  public String toString() {
    return outcome.name().toLowerCase(Locale.ROOT) + (detail.isEmpty() ? "" : ": " + detail);
  }
}
