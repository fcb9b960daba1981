package dev.parklane.stress.mutants;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.parklane.stress.mutants.Verdict.Outcome;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs a test, in a JVM of its own whose class path says of which library. */
final class Trial {
  private static final String PACKAGE = "dev.parklane.";

  private Trial() {}

  /** Takes the test, and the file to report its verdict to. */
  public static void main(String[] arguments) throws IOException {
    ProcessHandle.current()
        .parent()
        .ifPresent(starter -> starter.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    run(arguments[0]).write(Path.of(arguments[1]));
    System.exit(0); // what a mutant has left running must not keep it
  }

  private static Verdict run(String test) {
    long start = System.nanoTime();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    try {
      LauncherFactory.create().execute(request(test), listener);
    } catch (ReflectiveOperationException | LinkageError e) {
      return new Verdict(Outcome.VOID, Duration.ZERO, test + ": " + e);
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    TestExecutionSummary summary = listener.getSummary();
    if (!summary.getFailures().isEmpty()) {
      Throwable failure = summary.getFailures().getFirst().getException();
      return new Verdict(outcome(failure), time, "" + failure);
    }
    if (summary.getTestsAbortedCount() > 0 || summary.getContainersSkippedCount() > 0) {
      return new Verdict(Outcome.VOID, time, "it was skipped: is a C compiler missing?");
    }
    return summary.getTestsSucceededCount() == 0
        ? new Verdict(Outcome.VOID, time, "there is no test " + test)
        : new Verdict(Outcome.PASSED, time, "");
  }

  private static Outcome outcome(Throwable failure) {
    if (failure instanceof TimeoutException) { // that of the test
      return Outcome.HUNG;
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof LinkageError) { // it tells of how the mutant was built, not of its fault
        return Outcome.VOID;
      }
    }
    return Outcome.FAILED;
  }

  private static LauncherDiscoveryRequest request(String test) throws ClassNotFoundException {
    String[] parts = test.split("#");
    Class<?> type = Class.forName(PACKAGE + parts[0]);
    List<MethodSelector> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> !method.isSynthetic() && method.getName().equals(parts[1]))
            .map((Method method) -> selectMethod(type, method))
            .toList();
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(methods)
        .configurationParameter("jqwik.database", "") // the trials at one time would share it
        .configurationParameter("jqwik.shrinking.default", "OFF") // any failure will do
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .build();
  }
}
