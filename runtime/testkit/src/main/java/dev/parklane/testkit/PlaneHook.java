package dev.parklane.testkit;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.Lifespan;
import net.jqwik.api.lifecycle.ParameterResolutionContext;
import net.jqwik.api.lifecycle.ResolveParameterHook;
import net.jqwik.api.lifecycle.Store;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;
import org.jspecify.annotations.Nullable;

/** Gives each try of a property a plane, and ends it; see {@link PlaneProperty}. */
final class PlaneHook implements ResolveParameterHook, AroundTryHook {
  /** The plane of a try. */
  private static final class Tried {
    private @Nullable TestPlane plane; // null until it is asked for

    TestPlane plane(long seed) {
      TestPlane there = plane;
      if (there == null) {
        there = new TestPlane(new TestRun(seed, TestSettings.OF_PROPERTY));
        plane = there;
      }
      return there;
    }
  }

  private static Tried tried() {
    return Store.getOrCreate(PlaneHook.class, Lifespan.TRY, Tried::new).get();
  }

  @Override
  public Optional<ParameterSupplier> resolve(
      ParameterResolutionContext parameter, LifecycleContext context) {
    if (parameter.parameter().getType() != TestPlane.class) {
      return Optional.empty();
    }
    long seed =
        context
            .findAnnotation(Seed.class)
            .map(Seed::value)
            .orElseGet(() -> (long) context.label().hashCode());
    return Optional.of(aTry -> tried().plane(seed));
  }

  @Override
  public int aroundTryProximity() {
    return -20; // outside of what comes before and after each try
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    TryExecutionResult result = aTry.execute(parameters);
    TestPlane plane = tried().plane;
    if (plane == null || result.isInvalid()) {
      return result;
    }
    try {
      if (result.isFalsified()) {
        return TryExecutionResult.falsified(
            plane
                .run()
                .failed(result.throwable().orElseGet(() -> new AssertionError("it is false"))));
      }
      plane.end();
      return result;
    } catch (SimulationFailure e) {
      return TryExecutionResult.falsified(plane.run().told(e));
    } finally {
      plane.abandon();
    }
  }
}
