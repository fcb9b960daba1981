package dev.parklane.stress.bench;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A plane of a benchmark, on each scheduler and with each dispatch that is measured. */
@State(Scope.Benchmark)
public abstract class OnePlane {
  /** Which scheduler runs the agents. */
  @Param({Planes.LOCK_STEP, Planes.DEFAULT})
  public String scheduler = "";

  /** How triggers are run. */
  @Param({Planes.PARKED})
  public String dispatch = "";

  private @Nullable Plane plane;

  /** Adds the routes. */
  abstract PlaneBuilder withRoutes(PlaneBuilder builder);

  /** Prepares what has started. Does nothing unless it is overridden. */
  void prepare(Plane started) throws InterruptedException {}

  /** Starts the plane. */
  @Setup
  public void start() throws InterruptedException {
    Plane started = withRoutes(Planes.builder(scheduler, dispatch)).start();
    plane = started;
    prepare(started);
  }

  /** The plane, from its start on. */
  final Plane plane() {
    return Objects.requireNonNull(plane);
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    plane().close();
  }
}
