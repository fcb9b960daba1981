package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;

/** What of a run fails it (law Q1). */
final class Judge {
  private Judge() {}

  /** Law F6 keeps a failure of an agent from the scenario; an assertion is one of the test. */
  static void requireAssertions(Trace played) {
    for (TraceEntry entry : played.entries()) {
      if (entry instanceof TraceEntry.Fails fails && fails.cause() instanceof AssertionError) {
        throw new AssertionError(
            "an assertion failed in " + fails.agent() + ": " + fails.cause(), fails.cause());
      }
    }
  }

  /** Whether a test wants to be neither passed nor failed. JUnit may be absent. */
  static boolean isAborted(Throwable failure) {
    return failure instanceof RuntimeException
        && failure.getClass().getName().equals("org.opentest4j.TestAbortedException");
  }
}
