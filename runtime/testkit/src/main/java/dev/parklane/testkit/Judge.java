package dev.parklane.testkit;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What fails a run, beside what its scenario throws (law Q1). The thread that plays it. */
final class Judge {
  private final Simulation simulation;
  private final Expectations expectations;
  private final Set<Leniency> allowed = EnumSet.noneOf(Leniency.class);

  Judge(Simulation simulation) {
    this.simulation = simulation;
    this.expectations = new Expectations(simulation::trace);
  }

  Expectations expectations() {
    return expectations;
  }

  void allow(Leniency... those) {
    allowed.addAll(List.of(those));
  }

  boolean isAllowed(Leniency leniency) {
    return allowed.contains(leniency);
  }

  /** What was done on purpose, and what came of that. */
  void allowWhatComesOf(Faults faults) {
    if (!faults.equals(Faults.none())) {
      allow(Leniency.DEAD_LETTERS);
    }
  }

  /** Fails where there is what nobody has expected or allowed. */
  void judge() {
    lookAtWhatIsLeft();
    if (simulation.hasFailures()) {
      requireAssertions(simulation.trace());
    }
    List<String> found = left();
    found.addAll(failed());
    if (!found.isEmpty()) {
      throw report("the scenario", found);
    }
  }

  /** Runs what is left in one order, and has planes tell what has not ended. */
  void lookAtWhatIsLeft() {
    simulation.settle();
    for (Plane plane : simulation.planes().alive()) {
      try {
        plane.awaitQuiet();
      } catch (StallException e) {
        // whatRuns() says by what
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static AssertionError report(String who, List<String> found) {
    return new AssertionError(
        found.stream()
            .map(line -> "\n  " + line)
            .collect(Collectors.joining("", who + " did not expect", "")));
  }

  /** What has not ended, was lost, or came from elsewhere. */
  List<String> left() {
    List<String> found = new ArrayList<>();
    String parked = simulation.planes().whatRuns();
    if (!parked.isEmpty() && !allowed.contains(Leniency.PARKED_HANDLERS)) {
      found.add("handlers that have not ended: " + parked);
    }
    if (!allowed.contains(Leniency.SUSPENDED_WORK)) {
      simulation.suspended().forEach(name -> found.add("work that has not ended, " + name));
    }
    if (!allowed.contains(Leniency.DEAD_LETTERS)) {
      expectations.letters().forEach(found::add);
    }
    if (!allowed.contains(Leniency.STRANGERS)) {
      simulation.strangers().forEach(who -> found.add("what no seed controls: " + who));
    }
    return found;
  }

  /** The cascades that have failed, in words. */
  List<String> failed() {
    return failures().stream().map(Expectations::text).toList();
  }

  /** The cascades that have failed and were not to. */
  List<TracedCascade> failures() {
    return allowed.contains(Leniency.FAILED_CASCADES) || !simulation.hasFailures()
        ? List.of()
        : expectations.failed().stream()
            .filter(cascade -> !InjectedFault.isBehind(cascade.failure()))
            .toList();
  }

  /** Law F6 keeps a failure of an agent from the scenario; an assertion is one of the test. */
  private static void requireAssertions(Trace played) {
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
