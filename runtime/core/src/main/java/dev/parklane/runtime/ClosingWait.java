package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.failure.LastResort;
import dev.parklane.clock.failure.LastResort.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait of whoever closes a plane: says for whom it waits where that takes long, and gives up
 * where no interrupt ends what it waits for (law L5). For the thread that closes.
 *
 * <p>Handlers that nobody has interrupted may take as long as they want. The grace runs from the
 * moment when those that run are interrupted: because the caller was, or because nothing but a
 * handler that waits for a lock in vain (law E12) is left, with those that wait for it.
 */
final class ClosingWait {
  private static final Logger LOG = LoggerFactory.getLogger("dev.parklane.runtime.Plane");

  private static final long INTERRUPT_AGAIN_MILLIS = 100;

  private static final long SAID_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long SAID_AGAIN_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Commons commons;
  private final long graceNanos;
  private final List<String> left = new ArrayList<>();
  private long sayAt = System.nanoTime() + SAID_AFTER_NANOS;
  private boolean interrupts;
  private long interruptsSince;
  private boolean gaveUp;

  ClosingWait(Commons commons, Duration grace) {
    this.commons = commons;
    graceNanos = Nanos.plus(0, grace);
  }

  /** From now on handlers are interrupted. */
  void interrupt() {
    if (!interrupts) {
      interrupts = true;
      interruptsSince = System.nanoTime();
    }
  }

  /**
   * How long it waits at a time, 0 for no bound: the watch of locks wakes it every now and then.
   */
  long tickMillis() {
    return interrupts ? INTERRUPT_AGAIN_MILLIS : 0;
  }

  /** Whether handlers are to be interrupted. */
  boolean interrupts() {
    return interrupts;
  }

  /** Whether it waits no longer. To be asked often. */
  boolean isOver() {
    long now = System.nanoTime();
    if (now - sayAt >= 0) {
      sayAt = now + SAID_AGAIN_NANOS;
      String waitsFor = waitsFor();
      LOG.warn("[PL-L5.3] the plane is closing, and waits for {}", waitsFor);
      LastResort.ofProcess()
          .tell(Subject.CLOSING, "[PL-L5.3] the plane is closing, and waits for " + waitsFor);
    }
    if (!gaveUp) {
      Collection<LockWatch.Told> stuck = LockWatch.told(commons);
      if (!interrupts && isAllThatIsLeft(stuck, now)) {
        interrupt();
      }
      gaveUp = interrupts && (now - interruptsSince > graceNanos || holdsAll(stuck));
      if (gaveUp) {
        left.add(waitsFor());
      }
    }
    return gaveUp;
  }

  private boolean isAllThatIsLeft(Collection<LockWatch.Told> stuck, long now) {
    return !stuck.isEmpty()
        && stuck.stream().allMatch(told -> now - told.nanos() > graceNanos)
        && commons.atWork().count() <= stuck.size();
  }

  /** Whether no other agent runs a handler than those that are stuck for good. */
  private boolean holdsAll(Collection<LockWatch.Told> stuck) {
    Set<AgentCell> cells =
        stuck.stream()
            .filter(told -> System.nanoTime() - told.nanos() > graceNanos)
            .map(told -> told.found().cell())
            .collect(Collectors.toSet());
    return !cells.isEmpty()
        && commons.cells().all().stream()
            .allMatch(cell -> cells.contains(cell) || cell.whatRuns().isEmpty());
  }

  private String waitsFor() {
    String locks =
        LockWatch.told(commons).stream()
            .map(told -> "; " + told.found().text())
            .collect(Collectors.joining());
    String running = commons.cells().whatRuns();
    if (running.isEmpty()) {
      running = commons.openWork.text();
    }
    return (running.isEmpty() ? "agents that are at work" : running) + locks;
  }

  /** Work that agents have suspended has not ended either. */
  void isLeft(Collection<Thread> work) {
    work.forEach(thread -> left.add("suspended work '" + thread.getName() + "'"));
    gaveUp |= !work.isEmpty();
  }

  /** Whether it has given up. */
  boolean hasGivenUp() {
    return gaveUp;
  }

  long graceNanos() {
    return graceNanos;
  }

  /**
   * Throws where it has given up.
   *
   * @throws IllegalStateException that names what has not ended
   */
  void requireEnded() {
    if (gaveUp) {
      throw new IllegalStateException(
          "[PL-L5.4] the plane is closed, but this has not ended, although it was interrupted: "
              + String.join("; ", left)
              + "; let handlers and suspended work end when they are interrupted");
    }
  }
}
