package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import dev.parklane.runtime.scheduling.LockProbe;
import dev.parklane.runtime.scheduling.ThreadDump;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds handlers that wait for a lock which cannot become free, because its holder waits for them;
 * tells of each once, and interrupts it (law E12). One thread for all planes of the process, which
 * ends with the last of them.
 *
 * <p>A few times a second it looks at the handlers that run, and does nothing more where none waits
 * for a lock. One that has waited for a second is looked into, with a dump of all threads where it
 * waits for a monitor; where that finds nothing it is looked into again after twice the time. The
 * looking takes a fiftieth of a processor at the most, so that it comes more rarely where agents
 * are a million. Looking into some and telling of them, which is slow where it is done for the
 * first time, puts the next look off by a second at the most: another that waits is told of in its
 * time.
 */
final class LockWatch extends Thread {
  private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long LOOKED_INTO_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int SHARE = 50; // of the time
  private static final int MOST_DUMPED = 100_000; // threads; a dump of more is gigabytes

  private static final Set<Commons> PLANES = ConcurrentHashMap.newKeySet();
  private static @Nullable LockWatch watch; // guarded by the class

  /** Those that were told of and have not ended. */
  private static final Map<HandlerRun, Told> TOLD = new ConcurrentHashMap<>();

  private final Map<HandlerRun, Suspect> suspects = new HashMap<>(); // the watch
  private boolean refusalTold; // the watch
  private long intoNanos; // the watch; what the latest look has taken to look into those due
  private boolean ended; // guarded by the class

  /** One that was told of, and when. */
  record Told(LockWait found, long nanos) {}

  /** A handler that waits for a lock. */
  private static final class Suspect {
    final AgentCell cell;
    final @Nullable Object lock; // null for a monitor, which the JVM does not tell without a dump
    final long since;
    long pause = LOOKED_INTO_NANOS;
    long lookAt;

    Suspect(AgentCell cell, @Nullable Object lock, long now) {
      this.cell = cell;
      this.lock = lock;
      since = now;
      lookAt = now + pause;
    }
  }

  private LockWatch() {
    super("parklane-lock-watch");
    setDaemon(true);
  }

  /** Watches a plane from now on. */
  static synchronized void add(Commons commons) {
    PLANES.add(commons);
    if (watch == null) {
      watch = new LockWatch();
      watch.start();
    }
  }

  /** Watches it no more. Where it was the last the thread has ended when this returns. */
  static void remove(Commons commons) {
    LockWatch ending;
    synchronized (LockWatch.class) {
      PLANES.remove(commons);
      TOLD.values().removeIf(told -> told.found().cell().commons() == commons);
      ending = PLANES.isEmpty() ? watch : null;
      if (ending == null) {
        return;
      }
      watch = null;
      ending.ended = true;
      LockWatch.class.notifyAll();
    }
    boolean interrupted = false;
    while (ending.isAlive() && ending != Thread.currentThread()) {
      try {
        ending.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** What of a plane was told of and has not ended. */
  static Collection<Told> told(Commons commons) {
    return TOLD.values().stream().filter(told -> told.found().cell().commons() == commons).toList();
  }

  /** What a handler has failed with: the lock, if it was interrupted for that. */
  static Throwable explain(HandlerRun run, Throwable failure) {
    Told told = TOLD.isEmpty() ? null : TOLD.remove(run);
    if (told == null) {
      return failure;
    }
    LockOverWriteException explained = told.found().exception();
    explained.initCause(failure);
    return explained;
  }

  /** The locks that handlers of a plane wait for in vain now, in words: for a plane that stalls. */
  static String textOf(Commons commons, Runnable runWoken) {
    LockWatch once = new LockWatch();
    Map<HandlerRun, AgentCell> waiting = new HashMap<>();
    for (AgentCell cell : commons.cells().all()) {
      HandlerRun run = running(cell);
      if (run != null && waitsForALock(run)) {
        waiting.put(run, cell);
      }
    }
    if (waiting.isEmpty()) {
      return "";
    }
    try {
      LockGraph graph =
          new LockGraph(busy(List.of(commons)), once.dump(waiting.keySet()), runWoken);
      StringBuilder text = new StringBuilder();
      waiting.forEach((run, cell) -> {
        LockWait found = graph.find(cell, run);
        if (found != null) {
          text.append("; ").append(found.text());
        }
      });
      return text.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public void run() {
    long pause = TICK_NANOS;
    try {
      while (!awaitTick(pause)) {
        long begun = System.nanoTime();
        intoNanos = 0;
        lookSafely();
        long aroundNanos = System.nanoTime() - begun - intoNanos;
        pause = Math.clamp(SHARE * aroundNanos, TICK_NANOS, LOOKED_INTO_NANOS * 8);
        pause = Math.max(pause, Math.min(SHARE * intoNanos, LOOKED_INTO_NANOS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody does
    }
  }

  private boolean awaitTick(long nanos) throws InterruptedException {
    synchronized (LockWatch.class) {
      if (!ended) {
        TimeUnit.NANOSECONDS.timedWait(LockWatch.class, nanos);
      }
      return ended;
    }
  }

  private void lookSafely() throws InterruptedException {
    try {
      look();
    } catch (OutOfMemoryError e) {
      suspects.clear(); // the next tick looks again
    } catch (RuntimeException e) {
      suspects.clear();
      Cause cause = Cause.of("locks not looked into", "", "", e);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error(
            "[PL-E12.2] it could not be looked into who waits for which lock; it is tried again",
            e);
      }
    }
  }

  private void look() throws InterruptedException {
    long now = System.nanoTime();
    Set<HandlerRun> waiting = new HashSet<>();
    for (Commons commons : PLANES) {
      commons.lookAround();
      if (!commons.atWork().isNone()) {
        for (AgentCell cell : commons.cells().all()) {
          HandlerRun run = running(cell);
          if (run != null && waitsForALock(run)) {
            waiting.add(run);
            suspect(cell, run, now);
          }
        }
      }
    }
    suspects.keySet().retainAll(waiting);
    TOLD.keySet().retainAll(waiting); // else it has ended by itself
    List<HandlerRun> due = new ArrayList<>();
    suspects.forEach((run, suspect) -> {
      if (now - suspect.lookAt >= 0 && !TOLD.containsKey(run)) {
        due.add(run);
      }
    });
    if (!due.isEmpty()) {
      long begun = System.nanoTime();
      try {
        lookInto(due);
      } finally {
        intoNanos = System.nanoTime() - begun;
      }
    }
  }

  private void suspect(AgentCell cell, HandlerRun run, long now) {
    Thread thread = run.thread;
    Object lock = thread == null ? null : LockProbe.lockOf(thread);
    Suspect before = suspects.get(run);
    if (before == null || before.lock != lock) {
      suspects.put(run, new Suspect(cell, lock, now));
    }
  }

  private static @Nullable HandlerRun running(AgentCell cell) {
    Cascade cascade = cell.cascade();
    return cascade == null ? null : cascade.running();
  }

  private static boolean waitsForALock(HandlerRun run) {
    Thread thread = run.thread;
    return thread != null && LockProbe.isAwaitedBy(thread);
  }

  private static List<AgentCell> busy(Collection<Commons> planes) {
    return planes.stream()
        .flatMap(commons -> commons.cells().all().stream())
        .filter(cell -> running(cell) != null)
        .toList();
  }

  private void lookInto(List<HandlerRun> due) throws InterruptedException {
    LockGraph graph = new LockGraph(busy(PLANES), dump(due), () -> {});
    long now = System.nanoTime();
    for (HandlerRun run : due) {
      Suspect suspect = suspects.get(run);
      LockWait found = suspect == null ? null : graph.find(suspect.cell, run);
      if (found != null && waitsForALock(run) && running(suspect.cell) == run) {
        tell(found, now);
      } else if (suspect != null) {
        suspect.pause = 2 * suspect.pause;
        suspect.lookAt = now + suspect.pause;
      }
    }
  }

  private void tell(LockWait found, long now) {
    TOLD.put(found.run(), new Told(found, now));
    if (found.cell().tellsInFull(LOG, "lock held over a wait", found.run().name.toString())) {
      LOG.error(
          "[PL-E12] agent {}: {}, and waits for it: neither goes on; release the lock before you write, ask"
              + " or request{}{}",
          found.cell().uri(),
          found.text(),
          System.lineSeparator(),
          found.stacks());
    }
    found.record();
    if (found.thread().getState() != State.TIMED_WAITING) { // that ends by itself
      ExclusiveContext.interrupt(found.thread());
    }
  }

  /** Who owns which monitor; nobody any, where none of these waits for one. */
  private ThreadDump dump(Collection<HandlerRun> due) {
    boolean blocked = false;
    long threads = 0;
    for (HandlerRun run : due) {
      Thread thread = run.thread;
      blocked |= thread != null && thread.getState() == State.BLOCKED;
      threads += run.depth + 1;
    }
    if (!blocked) {
      return ThreadDump.empty();
    }
    try {
      if (threads > MOST_DUMPED) {
        throw new UnsupportedOperationException(
            "a dump of " + threads + " threads is more than can be looked through");
      }
      return ThreadDump.take();
    } catch (IOException | UnsupportedOperationException e) {
      if (!refusalTold) {
        refusalTold = true;
        LOG.warn(
            "[PL-E12.3] handlers wait for monitors, and it cannot be found out who owns them: a monitor that is"
                + " held over a write may hold its agent for ever, unseen; this JVM needs the module"
                + " jdk.management and a folder for temporary files ({})",
            e.toString());
      }
      return ThreadDump.empty();
    }
  }
}
