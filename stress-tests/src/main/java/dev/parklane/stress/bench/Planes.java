package dev.parklane.stress.bench;

import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;

/**
 * How the planes of benchmarks run their agents: on which scheduler, and how triggers are run. A
 * benchmark has a parameter for each, called {@code scheduler} and {@code dispatch}; whoever runs
 * them all says which values these take, for {@code dispatch} {@link #DISPATCHES}.
 */
public final class Planes {
  /** Agents have schedulers of their own: with the opens. */
  public static final String LOCK_STEP = "lock-step";

  /** They run on the JDK's default scheduler: what there is without the opens. */
  public static final String DEFAULT = "default";

  /** A triggered handler runs on a thread of its own, and its writer is parked. */
  public static final String PARKED = "parked";

  /** A triggered handler is called on its writer's stack, down to a depth of 64. */
  public static final String MOUNTED = "mounted";

  /** How triggers are run, in all ways that are measured. */
  public static final List<String> DISPATCHES = List.of(PARKED, MOUNTED);

  private Planes() {}

  /** A plane without guards, so that no bound is what is measured. */
  static PlaneBuilder builder(String scheduler, String dispatch) {
    return guarded(scheduler, dispatch).options(options -> options.withGuards(Guards.NONE));
  }

  /** A plane with the guards that it has of itself. */
  static PlaneBuilder guarded(String scheduler, String dispatch) {
    return dispatched(Plane.builder().lockStep(isLockStep(scheduler)), dispatch);
  }

  /** What of a JVM decides which scheduler there is, where no parameter does. */
  static String schedulerHere() {
    return Plane.isLockStepPossible() ? LOCK_STEP : DEFAULT;
  }

  private static boolean isLockStep(String scheduler) {
    return switch (scheduler) {
      case LOCK_STEP -> {
        if (!Plane.isLockStepPossible()) {
          throw new IllegalStateException(
              "there is no lock-step scheduler in this JVM; run it with --add-opens"
                  + " java.base/java.lang=ALL-UNNAMED, or ask for the scheduler 'default'");
        }
        yield true;
      }
      case DEFAULT -> false;
      default ->
          throw new IllegalArgumentException(
              "there is no scheduler '" + scheduler + "'; give lock-step or default");
    };
  }

  private static PlaneBuilder dispatched(PlaneBuilder builder, String dispatch) {
    return switch (dispatch) {
      case PARKED -> builder;
      case MOUNTED -> builder.options(options -> options.withDispatch(Dispatch.mounted(64)));
      default ->
          throw new IllegalArgumentException(
              "there is no dispatch '" + dispatch + "'; give one of " + DISPATCHES);
    };
  }
}
