package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeEvent;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a cascade comes to stand, whole or up to a checkpoint (laws F2, F10): its store has it first,
 * then it leaves, and nothing takes it back any more. Where the store fails, none of that is so.
 *
 * <p>All of it is for the root thread of the agent, in its turn.
 */
final class Commit {
  private static final Logger LOG = LoggerFactory.getLogger(Commit.class);

  private Commit() {}

  /**
   * Gives the store of the agent what has changed since the root event or the last checkpoint, all
   * or nothing, and does not call it where that is nothing.
   *
   * @param isLast whether the root event is over, and with it the steps that have names
   * @throws RuntimeException where the store or a codec fails
   */
  static void save(AgentCell cell, Cascade cascade, boolean isLast) {
    StateStore store = store(cell);
    if (store == null) {
      return;
    }
    List<StateChange> changes = new ArrayList<>();
    CascadePart part = cascade.partIfAny();
    if (part != null) {
      requireForStore(cell, part);
      part.saveDropped(changes::add);
    }
    cascade.undo.forEachChanged(lane -> ((Lane) lane).saveChanges(changes::add));
    NamedSteps steps = part == null ? null : part.stepsIfAny();
    if (steps != null && isLast) {
      changes.addAll(steps.forgetting());
    } else if (steps != null) {
      steps.saveMark(changes::add);
    }
    if (!changes.isEmpty()) {
      cell.commons.touches("store", cell.uri, Footprint.Touch.CHANGES);
      store.commit(cell.uri(), changes);
    }
    if (steps != null && isLast) {
      steps.areForgotten();
    }
  }

  private static void requireForStore(AgentCell cell, CascadePart part) {
    Instance agent = cell.agent();
    if (part.hasChangedLanes() && agent != null) {
      Restore.requireKept(agent);
      Restore.allNew(agent);
    }
  }

  /**
   * The root event is over with a failure: all that the store is told of it is that its steps are
   * forgotten.
   */
  static void forgetStepsOf(AgentCell cell, Cascade cascade) {
    try {
      forgetSteps(cell, cascade);
    } catch (RuntimeException | Error e) { // the next root event with steps forgets them
      if (cell.tellsInFull(LOG, "steps not forgotten", "", e)) {
        LOG.error(
            "[PL-F10.4] agent {}: its store has not forgotten the steps of a root event",
            cell.uri(),
            e);
      }
    }
  }

  private static void forgetSteps(AgentCell cell, Cascade cascade) {
    StateStore store = store(cell);
    CascadePart part = cascade.partIfAny();
    NamedSteps steps = part == null ? null : part.stepsIfAny();
    if (store != null && steps != null && !steps.forgetting().isEmpty()) {
      cell.commons.touches("store", cell.uri, Footprint.Touch.CHANGES);
      store.commit(cell.uri(), steps.forgetting());
      steps.areForgotten();
    }
  }

  private static @Nullable StateStore store(AgentCell cell) {
    return cell.route.store;
  }

  /** It is saved: what was to leave leaves, and all of it stands. */
  static void stand(AgentCell cell, Cascade cascade) {
    try {
      flush(cell, cascade.takeLeaving());
    } finally {
      cascade.undo.commit();
    }
  }

  /** Lets everything leave, so that it becomes visible at once (law O5). */
  private static void flush(AgentCell sender, List<Outbox.Leaving> all) {
    if (all.isEmpty()) {
      return;
    }
    boolean isAlone = all.size() == 1 && all.getFirst().isAlone();
    JointDeparture joint = isAlone ? null : new JointDeparture(sender.commons());
    for (Outbox.Leaving one : all) {
      try {
        one.leave(joint == null ? Departure.AT_ONCE : joint);
      } catch (RuntimeException
          | Error e) { // no memory, most likely: the others leave all the same
        if (sender.tellsInFull(LOG, "what was sent has not left", "", e)) {
          LOG.error(
              "[PL-O1.2] agent {}: something that a cascade has sent could not leave",
              sender.uri(),
              e);
        }
      }
    }
    if (joint != null) {
      try {
        joint.go(sender.isProgram());
      } catch (RuntimeException e) { // a bound, or an interrupt in the wait for room
        LOG.error(
            "[PL-O1.2] agent {}: something that a cascade has sent could not leave",
            sender.uri(),
            e);
      }
    }
  }

  /**
   * Ends the cascade in the middle of the handler that runs, where a checkpoint is allowed; what
   * that does next is another one.
   *
   * @param step the name of the step that was the last of it, or null
   * @throws CascadeAbortedException where the store fails, and so the cascade
   */
  static void checkpoint(Instance agent, Cascade cascade, @Nullable String step) {
    ExclusiveContext left =
        ExclusiveContext.leave(); // the store may wait, and what leaves may need the guest
    try {
      AgentCell cell = agent.cell();
      saveUpTo(cell, cascade, step);
      Thread handler = agent.turn;
      agent.turn = null; // who is told of what leaves must not touch the agent
      try {
        stand(cell, cascade);
      } finally {
        beginNext(cell, cascade, step);
        agent.turn = handler;
      }
      cascade.scheduler.yieldCarrier(); // what has left may be handled now, as after any cascade
    } finally {
      ExclusiveContext.comeBack(left);
    }
  }

  private static void saveUpTo(AgentCell cell, Cascade cascade, @Nullable String step) {
    CascadePart part = cascade.part();
    part.ends();
    try {
      if (step != null) {
        part.steps().marks(step);
      }
      save(cell, cascade, false);
      CascadeTracer tracer = cascade.tracer;
      if (tracer != null) {
        tracer.ends(cascade);
      }
    } catch (Throwable t) { // a store that is down, as at the end of any cascade
      cascade.fail(t, cascade.running());
      cascade.rethrowIn(Thread.currentThread());
    }
  }

  private static void beginNext(AgentCell cell, Cascade cascade, @Nullable String step) {
    CascadePart part = cascade.part();
    NamedSteps steps = part.stepsIfAny();
    if (steps != null) {
      steps.markStands(store(cell) != null);
    }
    cascade.beginPart();
    CascadeTracer tracer = cascade.tracer;
    HandlerRun running = cascade.running();
    boolean isRecorded = cascade.watched == CascadePart.RECORDED;
    if (running != null && (tracer != null || isRecorded)) {
      String name = running.name + " after checkpoint" + (step == null ? "" : " '" + step + "'");
      if (isRecorded) {
        part.record(CascadeEvent.start(cell.uri(), name, 0));
      }
      if (tracer != null) {
        tracer.begins(name);
      }
    }
  }
}
