package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of an agent, seen from its root thread: takes root events in order (law E1), makes the
 * agent before the first (law L1), runs each one's cascade to its end (law E2), and does what the
 * policy says after a failure (law F3).
 */
final class AgentLife {
  private static final Logger LOG = LoggerFactory.getLogger(AgentLife.class);

  private static final HandlerName START = HandlerName.ofAgent("onStart");
  private static final HandlerName STOP = HandlerName.ofAgent("onStop");
  private static final HandlerName FAILURE = HandlerName.ofAgent("onFailure");

  private final AgentCell cell;
  private final LockStepScheduler scheduler;
  private final RootCascades cascades;

  AgentLife(AgentCell cell, LockStepScheduler scheduler) {
    this.cell = cell;
    this.scheduler = scheduler;
    cascades = new RootCascades(cell, scheduler);
  }

  /** Handles what the mailbox holds, until it is empty. */
  void run() {
    int handled = 0;
    for (RootEvent event = next(false); event != null; event = next(true)) {
      try {
        handle(event);
      } catch (Throwable t) { // no handler's failure gets here: the runtime itself is in distress
        tellFailed(event, t);
        if (cell.tellsInFull(LOG, "event not handled", event.name().toString(), t)) {
          LOG.error("[PL-F5.3] agent {}: {} could not be handled", cell.uri(), event.message(), t);
        }
      }
      Thread.interrupted(); // an interrupt was meant for the handler, not for the next one
      if (++handled % scheduler.eventsPerTurn() == 0) {
        scheduler.yieldCarrier();
      }
    }
  }

  /** What goes wrong with that is told with the failure, and no more: the agent goes on. */
  private void tellFailed(RootEvent event, Throwable failure) {
    try {
      event.failed(cell.uri(), failure);
    } catch (Throwable t) {
      if (t != failure) {
        failure.addSuppressed(t);
      }
    }
  }

  private @Nullable RootEvent next(boolean isAwake) {
    AgentHistory upkeep = cell.upkeep;
    RootEvent event = upkeep != null && upkeep.isBackingOff() ? null : (RootEvent) cell.take();
    Footprint told = cell.commons.footprint;
    return told == null ? event : cell.taken(told, event, isAwake);
  }

  private void handle(RootEvent event) {
    if (event instanceof RootEvent.Restart && cell.agent != null) {
      return; // the back-off of a retry is over: what it has failed on comes next
    }
    HandledAgain again = cell.again(event);
    if (again == null) {
      handle(event, null);
      return;
    }
    again.isTaken();
    try {
      handle(event, again);
    } finally {
      if (!again.waits()) {
        cell.handlesAgain(null);
        Commit.forgetStepsOf(cell, again.failed());
      }
    }
  }

  private void handle(RootEvent event, @Nullable HandledAgain again) {
    Instance agent = cell.agent;
    if (agent == null ? !makesAgent(event) : isForAnother(event, agent)) {
      if (event.isMessage() && !(event instanceof RootEvent.Stop)) {
        die(event, DeadLetter.Reason.ENDED, cell.uri() + " has ended before its turn came", null);
      } else {
        event.missed();
      }
      return; // the instance that it is for has ended
    }
    if (isDropped(event)) {
      refuse(event, again, DeadLetter.Reason.PLANE_CLOSED, "the plane is closed");
      return;
    }
    Interference faults = cell.commons.faults;
    if (faults != null && event.isDue() && again == null) {
      beLate(faults.delays(cell.uri(), event.name().toString()));
    }
    boolean isRetry = again != null && again.isRetry();
    if (!(isRetry ? event.beginAgain() : event.begin())) {
      if (isRetry) {
        giveUp(event, again.failed()); // nobody wants another attempt: the failure stands
      }
      return;
    }
    if (agent == null) {
      if (cell.commons().life().isStopping()) {
        die(event, DeadLetter.Reason.PLANE_CLOSED, cell.uri() + " has stopped for good", null);
        return;
      }
      agent = start(event);
      if (agent == null) {
        return;
      }
    }
    RootEvent.Refusal refusal = event.refusedBy(agent);
    if (refusal != null) {
      refuse(event, again, refusal.reason(), refusal.detail());
      return;
    }
    Instance target = agent;
    Cascade cascade =
        cascades.complete(
            event::name,
            again == null ? event.postedNanos : 0,
            event,
            c -> {
              if (again != null) {
                again.takesUp(c);
              }
              event.run(target, c);
              Outbox.Leaving reply = event.reply();
              if (reply != null) {
                c.leaves(reply);
              }
            });
    if (cascade.hasFailed()) {
      handleAgainOrGiveUp(event, cascade);
    } else {
      try {
        event.succeeded();
      } finally {
        if (cascade.isStopRequested() || isStoppedBy(faults, event)) {
          stop(target);
        }
      }
    }
  }

  /** A dead letter; or, where it has been handled and is a retry, a failure that stands. */
  private void refuse(
      RootEvent event, @Nullable HandledAgain again, DeadLetter.Reason reason, String detail) {
    if (again != null && again.isRetry()) {
      giveUp(event, again.failed());
    } else {
      die(event, reason, detail, null);
    }
  }

  private void handleAgainOrGiveUp(RootEvent event, Cascade failed) {
    HandledAgain again = cell.again(event);
    if (again == null) {
      giveUp(event, failed);
      return;
    }
    again.putBack(cell);
    if (!again.isRetry()) {
      applyPolicy(failed);
    }
  }

  private void giveUp(RootEvent event, Cascade failed) {
    try {
      event.failed(cell.uri(), failed.cause());
    } finally {
      applyPolicy(failed);
    }
  }

  /** What was queued is dropped where that is asked; what an agent's end sets off is not (L5). */
  private boolean isDropped(RootEvent event) {
    PlaneLife life = cell.commons.life;
    return life.dropping
        && !(event instanceof RootEvent.Stop)
        && !(event.isToldAtTheEnd() && life.isStopping());
  }

  private boolean isStoppedBy(@Nullable Interference faults, RootEvent event) {
    return faults != null && faults.stops(cell.uri(), event.name().toString());
  }

  /** What has come with time waits in the mailbox, as if a handler before it slept so long. */
  private void beLate(long nanos) {
    if (nanos > 0) {
      Commons commons = cell.commons();
      try {
        commons
            .sleepers()
            .sleep(Nanos.plus(commons.clock().nanos(), Duration.ofNanos(nanos)), cell);
      } catch (InterruptedException e) {
        Thread.interrupted(); // it was meant for the one that slept; the plane closes
      }
    }
  }

  private static boolean makesAgent(RootEvent event) {
    return event.makesAgent() && event.addressee() == null;
  }

  private static boolean isForAnother(RootEvent event, Instance agent) {
    Instance addressee = event.addressee();
    return addressee != null && addressee != agent;
  }

  /**
   * Makes the agent that an event is for. Where that fails the event is a dead letter, unless the
   * agent is to be restarted: then it waits.
   */
  private @Nullable Instance start(RootEvent event) {
    Cascade cascade =
        cascades.complete(
            () -> START,
            event.postedNanos,
            null,
            c -> {
              c.construct(cell::makeAgent, this::restore);
              Instance made = cell.agent();
              if (made != null) {
                c.root(START, made::onStart);
              }
            });
    Instance agent = cell.agent();
    if (cascade.constructing) {
      restartOrEnd(cascade.cause()); // what is half made cannot be resumed, nor have a last word
    } else if (cascade.hasFailed() && agent != null) {
      endFailed(agent, cascade.cause()); // also under resume: it would take messages unstarted (L1)
    } else if (cascade.isStopRequested() && agent != null) {
      startedAnew();
      stop(agent);
    }
    if (!cell.isBackingOff()) {
      cell.endWaiting();
    }
    if (cell.agent() != null) {
      startedAnew();
    }
    if (event instanceof RootEvent.Restart) {
      return cell.agent(); // nobody has sent it, and another one comes with the next back-off
    }
    if (cell.isBackingOff()) {
      HandledAgain again = cell.again(event);
      if (again == null) {
        cell.putBack(event);
      } else {
        again.putBack(cell);
      }
    } else if (cell.agent() == null) {
      String why = cascade.hasFailed() ? FailureText.of(cascade.cause()) : "onStart() stopped it";
      die(
          event,
          DeadLetter.Reason.NOT_STARTED,
          cell.uri() + " could not be started: " + why,
          cascade.hasFailed() ? cascade.cause() : null);
    }
    return cell.agent();
  }

  /** From here on the bus asks this instance alone what it subscribes to (law B8). */
  private void startedAnew() {
    cell.commons().topics().startedAnew(cell.uri());
    Listening.agentStarted(cell);
  }

  private void stop(Instance agent) {
    Cascade cascade =
        cascades.complete(
            () -> STOP,
            0,
            null,
            c -> {
              c.root(STOP, agent::onStop);
              c.leaves(by -> agent.endLinks(null, by)); // behind what it has changed
            });
    Throwable failure = cascade.hasFailed() ? cascade.cause() : null;
    if (failure != null) {
      lastWord(agent, failure);
    }
    end(failure);
    Listening.agentEnded(cell, failure);
  }

  /** The instance is no more, and all that it held; its links are told why. */
  private void end(@Nullable Throwable failure) {
    Instance agent = cell.agent();
    cell.forgetAgent();
    if (agent != null) {
      agent.endLinks(failure);
      endResources(agent.resources);
    }
  }

  /** What is registered with the bus stays for the next instance, or for dead letters (law B8). */
  private void endResources(@Nullable AgentResources held) {
    if (held != null) {
      if (cell.isBackingOff()) {
        cell.keepWaiting(held.leaveRegistrations());
      } else if (cell.commons().life().isStopping()) {
        held.leaveRegistrations();
      }
    }
    if (!cell.isBackingOff()) {
      cell.endWaiting(); // while what is in their places is there
    }
    if (held != null) {
      held.end();
    }
  }

  /** An instance that lives on after a failure stops all the same where that stands (law F10). */
  private void applyPolicy(Cascade failed) {
    Instance agent = cell.agent();
    if (agent == null) {
      return;
    }
    switch (cell.verdict()) {
      case FailurePolicy.Resume resume -> {
        if (failed.isStopRequested()) {
          stop(agent);
        }
      }
      case FailurePolicy.Stop stop -> endFailedInstance(agent, failed.cause());
      case FailurePolicy.Restart restart -> endFailedInstance(agent, failed.cause());
    }
  }

  private void endFailedInstance(Instance agent, Throwable failure) {
    endFailed(agent, failure);
    Listening.agentEnded(cell, failure);
  }

  private void endFailed(Instance agent, Throwable failure) {
    lastWord(agent, failure);
    restartOrEnd(failure);
  }

  /** The instance ends, also where the clock does not tell whether there is to be another. */
  private void restartOrEnd(Throwable failure) {
    try {
      restartIfPolicySays(failure);
    } finally {
      end(failure);
    }
  }

  private void lastWord(Instance agent, Throwable failure) {
    cascades.complete(
        () -> FAILURE, 0, null, cascade -> cascade.root(FAILURE, () -> agent.onFailure(failure)));
  }

  private void restartIfPolicySays(Throwable failure) {
    switch (cell.verdict()) {
      case FailurePolicy.Restart restart -> restart(restart, failure);
      case FailurePolicy.Resume resume -> {} // what is half made, or has not started, ends
      case FailurePolicy.Stop stop -> {}
    }
  }

  private void restart(FailurePolicy.Restart policy, Throwable failure) {
    if (!cell.restart(policy) && cell.tellsInFull(LOG, "no more restarts", "", failure)) {
      LOG.error(
          "[PL-F3] agent {} ends: it was restarted {} times within {} already",
          cell.uri(),
          policy.most(),
          policy.window());
    }
  }

  private void restore() {
    Instance made = cell.agent();
    if (made != null) {
      Restore.all(made);
    }
  }

  private void die(
      RootEvent event, DeadLetter.Reason reason, String detail, @Nullable Throwable cause) {
    scheduler.nameRootThread("dead letter"); // the dead-letter observer runs on it
    cell.commons().letters().add(cell.uri(), event, reason, detail, cause);
  }
}
