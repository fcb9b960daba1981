package dev.parklane.testkit;

import dev.parklane.runtime.Closing;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simulation and the plane of one test: how they begin, how they end, and whether there was
 * what the test did not expect. The thread of the test.
 */
final class TestRun {
  private final long seed;
  private final Footsteps footsteps = Footsteps.told();
  private @Nullable PlaneBuilder builder; // null before it is given routes
  private @Nullable Simulation simulation; // null before it is used
  private @Nullable Plane plane;

  TestRun(long seed) {
    this.seed = seed;
  }

  /** The plane is made with this builder, to which routes and options of the test come. */
  void with(PlaneBuilder program) {
    requireNotStarted();
    if (builder != null) {
      throw new IllegalStateException(
          "[PL-Q1.9] the plane of the test has routes or options already, which a builder would replace; give it the builder first");
    }
    builder = program;
  }

  /** What the plane is made with, unless it has started. */
  PlaneBuilder building() {
    requireNotStarted();
    PlaneBuilder there = builder;
    if (there == null) {
      there = Plane.builder();
      builder = there;
    }
    return there;
  }

  private void requireNotStarted() {
    if (plane != null) {
      throw new IllegalStateException(
          "[PL-Q1.7] the plane of the test has started; give it its routes and options before its first use");
    }
  }

  Simulation simulation() {
    Simulation there = simulation;
    if (there == null) {
      there = new Simulation(seed, Strategy.random(), Faults.none(), footsteps);
      there.watch();
      simulation = there;
    }
    return there;
  }

  Plane plane() {
    Plane there = plane;
    if (there == null) {
      there = simulation().start(building().onDeadLetter(expectations()::add));
      plane = there;
    }
    return there;
  }

  /** Settles, closes the plane, and fails where there is what the test did not expect. */
  void end() {
    if (plane == null) {
      return;
    }
    List<String> found;
    try {
      judge().lookAtWhatIsLeft();
      found = judge().left();
      simulation().awaitPrograms();
      close();
    } catch (RuntimeException | AssertionError e) {
      throw failure(simulation(), e);
    }
    found.addAll(judge().failed());
    if (!found.isEmpty()) {
      throw failure(simulation(), Judge.report("the test", found));
    }
  }

  /** What fails the test, and what was expected. */
  Judge judge() {
    return simulation().judge();
  }

  Expectations expectations() {
    return judge().expectations();
  }

  /** Stops agents; handlers that nothing can end are left where they stand. */
  private void close() {
    try {
      plane().close();
    } catch (StallException e) {
      judge().lookAtWhatIsLeft();
      if (simulation().whatRuns().isEmpty() && simulation().suspended().isEmpty()) {
        throw e;
      }
    }
  }

  /**
   * What has failed the test, with the seed that plays it again where anything was played, and what
   * cascades have failed with unexpectedly.
   */
  Throwable failure(Throwable cause) {
    Simulation played = simulation;
    return played == null ? cause : failure(played, cause);
  }

  private SimulationFailure failure(Simulation played, Throwable cause) {
    SimulationFailure failure =
        new SimulationFailure(
            seed,
            played.choices(),
            Faults.none(),
            played.trace(),
            cause,
            "@Seed(%1$dL) at the test, or -Dparklane.seed=%1$d".formatted(seed));
    played.judge().failures().forEach(cascade -> failure.addSuppressed(cascade.failure()));
    PartialOrder order = new PartialOrder(footsteps.allSteps());
    return played
        .withFailuresOfPrograms(failure)
        .with(Explanation.text(failure, order.steps(), null));
  }

  /** Frees what agents hold, however the test has ended; those that nothing can end keep it. */
  void abandon() {
    if (plane != null) {
      try {
        plane.close(Closing.DROP);
      } catch (StallException e) {
        // the test has failed for that
      }
    }
    if (simulation != null) {
      simulation.unwatch();
    }
  }
}
