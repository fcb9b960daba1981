package dev.parklane.testkit;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * How the plane of a test is made, and how its simulation is played.
 *
 * @param builder makes one for each plane
 * @param startsAt how far its clock stands from the epoch when it begins
 * @param again how it is played again, where it was played with a strategy
 */
record TestSettings(
    Supplier<PlaneBuilder> builder,
    Strategy strategy,
    Faults faults,
    Duration startsAt,
    Function<Strategy, PlayedAgain> again) {
  static final TestSettings DEFAULT =
      new TestSettings(
          Plane::builder, Strategy.random(), Faults.none(), Duration.ZERO, PlayedAgain.ByTest::new);
  static final TestSettings OF_PROPERTY =
      DEFAULT.playedAgain(strategy -> new PlayedAgain.ByProperty());

  TestSettings with(Supplier<PlaneBuilder> other) {
    return new TestSettings(other, strategy, faults, startsAt, again);
  }

  TestSettings with(Strategy other) {
    return new TestSettings(builder, other, faults, startsAt, again);
  }

  TestSettings with(Faults other) {
    return new TestSettings(builder, strategy, other, startsAt, again);
  }

  TestSettings startingAt(Duration other) {
    return new TestSettings(builder, strategy, faults, other, again);
  }

  private TestSettings playedAgain(Function<Strategy, PlayedAgain> other) {
    return new TestSettings(builder, strategy, faults, startsAt, other);
  }
}
