package dev.parklane.clock.failure;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLoggerFactory;

/**
 * What a user without a log is told all the same (law F5): where no provider is bound to SLF4J, the
 * first of each subject is one line on the standard error stream of the process, with the remedy.
 * All that comes after it is silent.
 *
 * <p>Where anything is bound it says nothing: the log does. Any thread.
 */
public final class LastResort {
  private static final LastResort OF_PROCESS =
      new LastResort(
          () -> LoggerFactory.getILoggerFactory() instanceof NOPLoggerFactory, System.err::println);

  private final BooleanSupplier nobodyLogs;
  private final Consumer<String> lines;
  private final Set<Subject> told = ConcurrentHashMap.newKeySet(); // any thread

  /** What a line may be about. */
  public enum Subject {
    /** Of an agent, or of a handler that belongs to none. */
    FAILURE,
    /** A message that reaches no handler, where nobody observes those (law O4). */
    DEAD_LETTER,
    /** A plane that takes long to close (law L5). */
    CLOSING
  }

  LastResort(BooleanSupplier nobodyLogs, Consumer<String> lines) {
    this.nobodyLogs = nobodyLogs;
    this.lines = lines;
  }

  /**
   * The one of this process: each subject is told once in it.
   *
   * @return always the same one
   */
  public static LastResort ofProcess() {
    return OF_PROCESS;
  }

  /**
   * Tells of something that is logged at the same time.
   *
   * @param subject what it is about
   * @param text what has happened, in words
   */
  public void tell(Subject subject, String text) {
    if (!told.contains(subject) && nobodyLogs.getAsBoolean() && told.add(subject)) {
      lines.accept(
          "Parklane: "
              + text.replaceAll("\\R", " ")
              + " (told once; add slf4j-simple or another provider of SLF4J to see failures in"
              + " full)");
    }
  }
}
