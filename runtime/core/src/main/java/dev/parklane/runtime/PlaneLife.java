package dev.parklane.runtime;

import java.time.Duration;
import java.util.List;

/** Whether a plane still takes messages, and how it ends (law L5). */
final class PlaneLife {
  private enum Phase {
    OPEN,
    DRAINING, // the outside is refused, agents go on
    STOPPING, // agents stop, and none is made
    CLOSED
  }

  private final Commons commons;
  private final Cells cells;
  private final Quiescence quiet;
  private final AtWork atWork;
  private final Object lock = new Object(); // held by the one that closes

  private volatile Phase phase = Phase.OPEN; // written under lock
  volatile boolean dropping; // any thread sets it, for good

  PlaneLife(Commons commons, Cells cells, Quiescence quiet) {
    this.commons = commons;
    this.cells = cells;
    this.quiet = quiet;
    atWork = quiet.atWork();
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isStopping() {
    return phase == Phase.STOPPING || phase == Phase.CLOSED;
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  /**
   * Lets a message from outside in. The plane does not become quiet before {@link #leave}, so that
   * it cannot close in between.
   */
  void enter(String uri) {
    atWork.begin();
    if (phase != Phase.OPEN) {
      atWork.end();
      throw new PlaneClosedException(
          "[PL-L5] message to " + uri + " refused: its plane is closing; send before close()");
    }
  }

  void leave() {
    atWork.end();
  }

  /**
   * Ends the plane, unless that is done. An interrupt has it drop what is left, and is kept.
   *
   * @param closing how long it waits for what is interrupted
   * @param drainGrace how long it waits for suspended work where it drains
   * @param release lets go of what the plane has, when no agent is left
   */
  void close(Closing how, ClosingWait closing, Duration drainGrace, Runnable release) {
    if (how == Closing.DROP) {
      dropping = true; // also where another thread is draining
    }
    synchronized (lock) {
      if (phase == Phase.CLOSED) {
        return;
      }
      boolean interrupted = stopAgents(closing, drainGrace);
      phase = Phase.CLOSED;
      quiet.close();
      release.run();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      closing.requireEnded();
    }
  }

  /** Says whether it was interrupted. */
  private boolean stopAgents(ClosingWait closing, Duration drainGrace) {
    boolean interrupted = Thread.interrupted();
    phase = Phase.DRAINING;
    cells.inOrder().forEach(AgentCell::endBackoff); // behind all that is let in without enter
    if (!dropping && !interrupted) {
      commons.openWork.drain();
    }
    if (interrupted) {
      Thread.currentThread().interrupt(); // the first wait takes it
    }
    interrupted =
        new Draining(commons, closing, drainGrace, () -> dropping, this::dropAndInterrupt).await();
    phase = Phase.STOPPING;
    while (!cells.isEmpty() && !closing.isOver()) {
      interrupted |= stopInOrder(closing);
    }
    if (closing.hasGivenUp()) {
      interrupted |= stopTheRest(closing);
    }
    return interrupted;
  }

  /** Stops those who still can, where the wait for others was given up; within one more grace. */
  private boolean stopTheRest(ClosingWait closing) {
    List<AgentCell> rest =
        cells.inOrder().stream().filter(cell -> cell.whatRuns().isEmpty()).toList();
    rest.forEach(cell -> cell.deliver(new RootEvent.Stop(false)));
    return quiet.awaitWork(
        () -> rest.stream().noneMatch(cell -> cells.get(cell.uri()) == cell), closing.graceNanos());
  }

  /**
   * Stops one agent after the other in the order of their URIs, and programs last: the next one
   * when all is quiet that the one before has set off. So who links to one that stops before it is
   * told all of it, and who has stopped before is told nothing (law L5).
   */
  private boolean stopInOrder(ClosingWait closing) {
    boolean interrupted = false;
    for (AgentCell cell : cells.inOrder()) {
      if (closing.isOver()) {
        break;
      }
      if (cell.deliver(new RootEvent.Stop(false))) {
        interrupted |= quiet.awaitOrDrop(this::dropAndInterrupt, closing);
      }
    }
    return interrupted;
  }

  private void dropAndInterrupt() {
    dropping = true;
    cells.inOrder().forEach(AgentCell::interruptHandler);
  }

  /** Ends the plane as if its process had died. */
  void abandon() {
    if (phase != Phase.OPEN) {
      throw new IllegalStateException("[PL-L5.6] a plane that is closing or closed cannot crash");
    }
    synchronized (lock) {
      phase = Phase.CLOSED;
    }
    quiet.abandon();
    cells.inOrder().forEach(AgentCell::abandon);
    cells.clear();
  }
}
