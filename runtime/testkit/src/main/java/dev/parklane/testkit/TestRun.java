package dev.parklane.testkit;

import dev.parklane.runtime.Closing;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.PartialOrder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The simulation and the plane of one test: how they begin, how they end, and whether there was
 * what the test did not expect. The thread of the test.
 */
final class TestRun {
  private final long seed;
  private final Footsteps footsteps = Footsteps.told();
  private TestSettings settings;
  private boolean hasRoutes; // or options, of the test itself
  private @Nullable PlaneBuilder builder; // null before it is given routes
  private @Nullable Simulation simulation; // null before it is used
  private @Nullable Plane plane;

  TestRun(long seed, TestSettings settings) {
    this.seed = seed;
    this.settings = settings;
  }

  /** One that is played once more, in a simulation of somebody else. */
  TestRun(Simulation played, TestSettings settings) {
    this(played.seed(), settings);
    simulation = played;
    begin(played);
  }

  private void begin(Simulation played) {
    played.clock().advance(settings.startsAt());
  }

  /** Changes how it is played, unless that is given. */
  void set(UnaryOperator<TestSettings> change) {
    if (simulation != null && !isGiven()) {
      throw new IllegalStateException(
          "[PL-Q1.10] the simulation of the test has begun; give it its strategy and faults before the first use of the plane or of the simulation");
    }
    settings = change.apply(settings);
  }

  private boolean isGiven() {
    return simulation != null && simulation.footsteps() != footsteps;
  }

  /** The plane is made with this builder, to which routes and options of the test come. */
  void with(PlaneBuilder program) {
    requireNotStarted();
    if (hasRoutes) {
      throw new IllegalStateException(
          "[PL-Q1.9] the plane of the test has routes or options already, which a builder would replace; give it the builder first");
    }
    hasRoutes = true;
    builder = program;
  }

  /** What the plane is made with, unless it has started. */
  PlaneBuilder building() {
    requireNotStarted();
    hasRoutes = true;
    return made();
  }

  private PlaneBuilder made() {
    PlaneBuilder there = builder;
    if (there == null) {
      there = settings.builder().get();
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
      there = new Simulation(seed, settings.strategy(), settings.faults(), footsteps);
      there.watch();
      begin(there);
      simulation = there;
    }
    return there;
  }

  Plane plane() {
    Plane there = plane;
    if (there == null) {
      there = simulation().start(made().onDeadLetter(expectations()::add));
      plane = there;
    }
    return there;
  }

  /** Settles, closes the plane, and fails where there is what the test did not expect. */
  void end() {
    if (plane == null) {
      return;
    }
    try {
      requireNothingLeft();
    } catch (RuntimeException | AssertionError e) {
      if (isGiven()) {
        throw e;
      }
      throw failure(simulation(), e);
    }
  }

  private void requireNothingLeft() {
    judge().lookAtWhatIsLeft();
    List<String> found = judge().left();
    simulation().awaitPrograms();
    close();
    found.addAll(judge().failed());
    if (!found.isEmpty()) {
      throw Judge.report("the test", found);
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
      if (simulation().planes().whatRuns().isEmpty() && simulation().suspended().isEmpty()) {
        throw e;
      }
    }
  }

  /** What has failed the test, with the seed that plays it again where anything was played. */
  Throwable failure(Throwable cause) {
    Simulation played = simulation;
    return played == null || isGiven() || cause instanceof SimulationFailure
        ? cause
        : failure(played, cause);
  }

  /** The same, with a report of what was played, and of no other order. */
  Throwable failed(Throwable cause) {
    return failure(cause) instanceof SimulationFailure found ? told(found) : cause;
  }

  /** The same test once more, in a simulation of somebody else. */
  TestRun again(Simulation in) {
    return new TestRun(in, settings);
  }

  private SimulationFailure failure(Simulation played, Throwable cause) {
    SimulationFailure failure =
        new SimulationFailure(
            seed,
            played.choices(),
            settings.faults(),
            played.trace(),
            cause,
            settings.again().apply(settings.strategy()));
    played.judge().failures().forEach(cascade -> failure.addSuppressed(cascade.failure()));
    return played.withFailuresOfPrograms(failure);
  }

  /** The same, with a report of what was played, and of no other order. */
  SimulationFailure told(SimulationFailure failure) {
    PartialOrder order = new PartialOrder(footsteps.allSteps());
    return failure.with(Explanation.text(failure, order.steps(), null));
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
    if (simulation != null && !isGiven()) {
      simulation.unwatch();
    }
  }
}
