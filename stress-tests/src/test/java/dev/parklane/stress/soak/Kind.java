package dev.parklane.stress.soak;

import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;
import java.util.Locale;

/** The lives that agents of a soak lead. */
enum Kind {
  /** Never ends, whatever fails: so what it has seen is all there was. */
  STEADY,
  /** Ends when a cascade fails, and when it is told to. */
  MORTAL,
  /** Is restarted, with nothing. */
  PHOENIX,
  /** Is restarted, from a store. */
  KEPT,
  /** Leaves when it is idle. */
  IDLE;

  private static final Backoff SOON = Backoff.constant(Duration.ofMillis(1));
  private static final Duration IDLE_AFTER = Duration.ofMillis(30);

  static Kind of(int agent) {
    return values()[agent % values().length];
  }

  String route() {
    return "/" + name().toLowerCase(Locale.ROOT) + "/:number";
  }

  static String uri(int agent) {
    return of(agent).route().replace(":number", Integer.toString(agent));
  }

  /** Whether it may end while its plane is open. */
  boolean mayEnd() {
    return this != STEADY;
  }

  /** Whether its start may fail. */
  boolean mayFailToStart() {
    return this == MORTAL || this == PHOENIX || this == KEPT;
  }

  /** Whether others link to it, which keeps it from being idle. */
  boolean isWatched() {
    return this != IDLE;
  }

  AgentOptions options(AgentOptions of) {
    return switch (this) {
      case STEADY -> of.withFailurePolicy(FailurePolicy.resume());
      case MORTAL -> of.withFailurePolicy(FailurePolicy.stop());
      case PHOENIX -> of.withFailurePolicy(restart());
      case KEPT -> of.withFailurePolicy(restart()).withStore(new InMemoryStore());
      case IDLE -> of.withFailurePolicy(FailurePolicy.resume()).withIdleAfter(IDLE_AFTER);
    };
  }

  /** Few enough that they run out now and then. */
  private static FailurePolicy restart() {
    return FailurePolicy.restart(20, Duration.ofMillis(200), SOON);
  }
}
