package dev.parklane.runtime.scheduling;

import org.jspecify.annotations.Nullable;

/**
 * What a JVM must have for agents to run on it, looked at once, when the first plane starts (law
 * E13). No flag is among it.
 */
public final class JvmRequirements {
  private static final Object TRIAL = new Object(); // held by the one that tries them out

  private static volatile boolean met; // written under TRIAL, for good

  private JvmRequirements() {}

  /**
   * Returns where this JVM has it all. Any thread.
   *
   * @throws IllegalStateException where it does not; says what it lacks, and what to do
   */
  public static void check() {
    if (!met) {
      synchronized (TRIAL) {
        if (!met) {
          tryOut();
          met = true;
        }
      }
    }
  }

  /** Opens a scope and forks in it once, which the first agent would have to pay for otherwise. */
  private static void tryOut() {
    if (HandlerScope.whyMissing() != null) {
      throw lacksScopes(HandlerScope.whyMissing());
    }
    try {
      HandlerScope.run("parklane", StartedThreads::make, forks -> forks.fork("parklane", () -> ""));
    } catch (RuntimeException | LinkageError e) {
      throw lacksScopes(e);
    }
  }

  private static IllegalStateException lacksScopes(@Nullable Throwable why) {
    return new IllegalStateException(
        ("[PL-E13] planes cannot start on this JVM, %s %s of %s: its java.util.concurrent.StructuredTaskScope,"
                + " in which handlers run, has no shape that this version of Parklane knows (%s); use"
                + " a JDK 25, or a version of Parklane that is made for this JDK")
            .formatted(
                System.getProperty("java.vm.name"),
                Runtime.version(),
                System.getProperty("java.home"),
                why),
        why);
  }
}
