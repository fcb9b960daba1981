package dev.parklane.testkit;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How the plane of a test is made, and how its simulation is played.
 *
 * @param builder makes one for each plane
 * @param startsAt how far its clock stands from the epoch when it begins
 */
record TestSettings(
    Supplier<PlaneBuilder> builder, Strategy strategy, Faults faults, Duration startsAt) {
  static final TestSettings DEFAULT =
      new TestSettings(Plane::builder, Strategy.random(), Faults.none(), Duration.ZERO);

  TestSettings with(Supplier<PlaneBuilder> other) {
    return new TestSettings(other, strategy, faults, startsAt);
  }

  TestSettings with(Strategy other) {
    return new TestSettings(builder, other, faults, startsAt);
  }

  TestSettings with(Faults other) {
    return new TestSettings(builder, strategy, other, startsAt);
  }

  TestSettings startingAt(Duration other) {
    return new TestSettings(builder, strategy, faults, other);
  }
}
