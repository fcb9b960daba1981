package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The listeners of a plane. Any thread. */
final class Listening {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

  private final Commons commons;
  private final List<PlaneListener> listeners;

  private Listening(Commons commons, List<PlaneListener> listeners) {
    this.commons = commons;
    this.listeners = List.copyOf(listeners);
  }

  /** Of these; null where there are none, so that nobody pays for them. */
  static @Nullable Listening of(Commons commons, List<PlaneListener> listeners) {
    return listeners.isEmpty() ? null : new Listening(commons, listeners);
  }

  /** A cascade is over. */
  void cascadeEnded(
      AgentCell cell, Cascade cascade, HandlerName root, long postedNanos, long begunNanos) {
    long now = System.nanoTime();
    HandlerRun in = cascade.failedIn();
    boolean failed = cascade.hasFailed();
    CascadeReport report =
        new CascadeReport(
            cell.uri(),
            cell.route().pattern().toString(),
            root.toString(),
            Duration.ofNanos(postedNanos == 0 ? 0 : begunNanos - postedNanos),
            Duration.ofNanos(now - begunNanos),
            cascade.handlers(),
            cascade.deepest(),
            cell.pending(),
            failed ? (in == null ? root : in.name).toString() : null,
            failed ? cascade.cause() : null);
    tell(listener -> listener.cascadeEnded(report));
  }

  /** An instance has started; whoever listens is told. */
  static void agentStarted(AgentCell cell) {
    Listening listening = cell.commons.listening;
    if (listening != null) {
      String route = cell.route().pattern().toString();
      listening.tell(listener -> listener.agentStarted(cell.uri(), route));
    }
  }

  /** An instance is no more; whoever listens is told. */
  static void agentEnded(AgentCell cell, @Nullable Throwable failure) {
    Listening listening = cell.commons.listening;
    if (listening != null) {
      String route = cell.route().pattern().toString();
      listening.tell(listener -> listener.agentEnded(cell.uri(), route, failure));
    }
  }

  /** Tells each of them, whatever the others throw. */
  void tell(Consumer<PlaneListener> what) {
    for (PlaneListener listener : listeners) {
      try {
        OutsideCall.run(
            commons, "a listener", () -> CallingThread.outside(() -> what.accept(listener)));
      } catch (Exception | LinkageError | AssertionError e) { // a user's
        Cause cause = Cause.of("listener failed", listener.getClass().getName(), "", e);
        if (commons.failures().tellsInFull(LOG, Level.ERROR, cause)) {
          LOG.error("[PL-F9] the listener {} failed", listener, e);
        }
      }
    }
  }
}
