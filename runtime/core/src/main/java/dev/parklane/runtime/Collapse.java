package dev.parklane.runtime;

import dev.parklane.runtime.recording.FailureEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of an agent for which this JVM has no scope or thread (law E13). No handler runs, so
 * neither {@code onFailure} nor {@code onStop} does. All that waits for it becomes a dead letter,
 * its links are told why, and its place is free for a fresh instance. By the one thread that is
 * left of the agent.
 */
final class Collapse {
  private static final Logger LOG = LoggerFactory.getLogger(Collapse.class);

  private final AgentCell cell;
  private final Throwable cause;

  Collapse(AgentCell cell, Throwable cause) {
    this.cell = cell;
    this.cause = cause;
  }

  /** Ends it. What one of those that are told throws keeps nothing from the others. */
  void run() {
    tell();
    Instance agent = cell.agent();
    cell.endCascade();
    cell.forgetAgent();
    if (agent != null) {
      attempt(() -> agent.endLinks(cause));
      attempt(() -> endResources(agent.resources));
    }
    attempt(cell::endWaiting);
    if (agent != null) {
      attempt(() -> Listening.agentEnded(cell, cause));
    }
    do {
      for (RootEvent event = cell.nextEvent(); event != null; event = cell.nextEvent()) {
        RootEvent lost = event;
        attempt(() -> die(lost));
      }
    } while (!cell.retire());
  }

  private static void endResources(@Nullable AgentResources held) {
    if (held != null) {
      held.end();
    }
  }

  private void tell() {
    attempt(() ->
        LOG.error(
            "[PL-F6] agent {} ends: this JVM could not give it a scope and a thread to run its handlers in",
            cell.uri(),
            cause));
    if (PlaneEvents.mayBeWanted()) {
      attempt(() ->
          FailureEvent.write(
              cell.uri(), "", "", "", FailureText.of(cause), "stop: its work could not be begun"));
    }
  }

  private void die(RootEvent event) {
    if (event instanceof RootEvent.Stop) {
      return; // it has what it wants
    }
    if (event.isMessage()) {
      cell.commons()
          .letters()
          .add(
              cell.uri(),
              event,
              DeadLetter.Reason.NOT_STARTED,
              cell.uri() + " could not begin its work: " + FailureText.of(cause),
              cause);
    } else {
      event.failed(cell.uri(), cause);
    }
  }

  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (Throwable t) { // memory may be what is wanted
      cause.addSuppressed(t);
    }
  }
}
