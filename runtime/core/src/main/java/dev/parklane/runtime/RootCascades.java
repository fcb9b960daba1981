package dev.parklane.runtime;

import dev.parklane.runtime.recording.CascadeWish;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.trace.Tracer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the cascades of one agent, one after the other, each to its commit or roll-back (law E2).
 * Root thread only.
 */
final class RootCascades {
  private final AgentCell cell;
  private final LockStepScheduler scheduler;
  private final UndoLog undo = new UndoLog();
  private final CascadeWatch watch = new CascadeWatch();

  RootCascades(AgentCell cell, LockStepScheduler scheduler) {
    this.cell = cell;
    this.scheduler = scheduler;
  }

  /**
   * Runs a cascade to its commit or roll-back.
   *
   * @param event what may be handled again where it fails, or null
   */
  Cascade complete(
      Supplier<HandlerName> root,
      long postedNanos,
      @Nullable RootEvent event,
      Consumer<Cascade> body) {
    Commons commons = cell.commons;
    Tracer told = commons.tracers.of(cell.uri);
    CascadeTracer tracer = told == null ? null : new CascadeTracer(cell.uri, told);
    Route route = cell.route;
    Cascade cascade =
        new Cascade(cell, scheduler, undo, route.guards, route.mounted, commons.faults, tracer);
    if (CascadeWish.isAny()) {
      watch.begins(cascade, () -> title(root, event), postedNanos);
    }
    if (tracer != null) {
      Object value = event == null ? null : event.value();
      tracer.begins(title(root, event), value, event == null ? null : event.asker());
    }
    Listening listening = commons.listening;
    long begun = listening == null ? 0 : System.nanoTime();
    cell.begin(cascade);
    try {
      cascade.giveToRoot();
      body.accept(cascade);
      if (cell.route.store != null && !cascade.hasFailed()) {
        Commit.save(cell, cascade, true);
      }
    } catch (Throwable t) { // a lane refused the event, a handler's failure, a store that is down
      cascade.fail(t, null);
    }
    cascade.takeTurnBack();
    if (tracer != null) {
      tracer.ends(cascade);
    }
    try {
      if (cascade.hasFailed()) {
        undo.rollBack(notUndone -> cascade.fail(notUndone, null)); // told with what it failed by
        HandledAgain again = event == null ? null : decide(event, cascade);
        FailureReport.write(
            cell, cascade, root.get(), (again == null ? cell.verdict() : again).toString());
        if (again == null) {
          Commit.forgetStepsOf(cell, cascade);
        }
      } else {
        Commit.stand(cell, cascade);
      }
    } finally {
      cell.endCascade();
      if (cascade.watched != 0) {
        watch.ends(cascade, () -> title(root, event));
      }
    }
    if (listening != null) {
      listening.cascadeEnded(cell, cascade, root.get(), postedNanos, begun);
    }
    return cascade;
  }

  /** What the policy says, which may ask a clock of the user's; where that fails it is given up. */
  private @Nullable HandledAgain decide(RootEvent event, Cascade failed) {
    try {
      return HandledAgain.decide(cell, event, failed);
    } catch (RuntimeException | Error e) {
      failed.fail(e, null); // told with what it failed by
      cell.handlesAgain(null);
      return null;
    }
  }

  private String title(Supplier<HandlerName> root, @Nullable RootEvent event) {
    HandledAgain again = event == null ? null : cell.again(event);
    return again == null ? root.get().toString() : again.title(root.get());
  }
}
