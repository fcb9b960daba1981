package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.LockProbe;
import dev.parklane.runtime.scheduling.ThreadDump;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for whom, at a moment, among the handlers of planes and whoever waits for them: a
 * writer for the handler that runs over it, an asker for the agent that it asks, a thread for the
 * owner of a lock (law E12). For the thread that looks.
 *
 * <p>A way from a lock's owner to the handler that waits for the lock is no guess: a writer cannot
 * have come by the lock while it was parked, nor an asker while it asked.
 */
final class LockGraph {
  /** Threads that are asked at the most which locks they hold: the nearest writers come first. */
  private static final int MOST_ASKED = 10_000;

  private static final Duration FOR_ANSWERS = Duration.ofMillis(500);

  private final Map<Long, Standing> standing = new HashMap<>(); // by thread
  private final Map<AgentCell, Standing> tops = new HashMap<>(); // the handlers that run
  private final List<OpenWait> waits = new ArrayList<>(OpenWait.all());
  private final ThreadDump dump;
  private final Map<AbstractOwnableSynchronizer, Thread> holders;

  /** A handler in the chain of its agent. */
  private record Standing(
      AgentCell cell, HandlerRun run, Thread thread, @Nullable HandlerRun over) {
    @Override
    public String toString() {
      return run.name + " of " + cell.uri();
    }
  }

  /**
   * Of these agents.
   *
   * @param dump who owns which monitor
   * @param runWoken lets threads that were woken run, where they do not by themselves
   */
  LockGraph(Collection<AgentCell> cells, ThreadDump dump, Runnable runWoken)
      throws InterruptedException {
    this.dump = dump;
    cells.forEach(this::add);
    Set<AbstractOwnableSynchronizer> locks = new HashSet<>();
    for (Standing top : tops.values()) {
      AbstractOwnableSynchronizer lock = LockProbe.lockOf(top.thread());
      if (lock != null) {
        locks.add(lock);
      }
    }
    holders =
        locks.isEmpty()
            ? Map.of()
            : LockProbe.ask(locks, parked(), FOR_ANSWERS, () -> wake(runWoken));
  }

  private void add(AgentCell cell) {
    Cascade cascade = cell.cascade();
    HandlerRun over = null;
    for (HandlerRun run = cascade == null ? null : cascade.running();
        run != null;
        run = run.writer) {
      Thread thread = run.thread;
      if (thread != null) {
        Standing stands = new Standing(cell, run, thread, over);
        standing.putIfAbsent(thread.threadId(), stands); // mounted, the topmost stands for all
        if (over == null) {
          tops.put(cell, stands);
        }
      }
      over = run;
    }
  }

  private void wake(Runnable runWoken) {
    waits.forEach(OpenWait::wake);
    runWoken.run();
  }

  private Set<Thread> parked() {
    Set<Thread> parked = new HashSet<>();
    waits.forEach(wait -> parked.add(wait.thread()));
    standing.values().stream()
        .filter(stands -> stands.over() != null)
        .sorted((one, other) -> Integer.compare(other.run().depth, one.run().depth))
        .limit(MOST_ASKED)
        .forEach(stands -> parked.add(stands.thread()));
    return parked;
  }

  /** Whether this handler waits for a lock that cannot become free before it has ended. */
  @Nullable LockWait find(AgentCell cell, HandlerRun run) {
    Standing waiting = tops.get(cell);
    if (waiting == null || waiting.run() != run) {
      return null;
    }
    Long owner = ownerOfAwaited(waiting.thread().threadId());
    if (owner == null) {
      return null;
    }
    List<Long> way = way(owner, waiting.thread().threadId());
    return way.isEmpty() ? null : describe(waiting, way);
  }

  private @Nullable Long ownerOfAwaited(long thread) {
    String monitor = dump.awaitedBy(thread);
    if (monitor != null) {
      return dump.owner(monitor);
    }
    AbstractOwnableSynchronizer lock = lockOf(thread);
    Thread holder = lock == null ? null : holders.get(lock);
    return holder == null ? null : holder.threadId();
  }

  private @Nullable AbstractOwnableSynchronizer lockOf(long thread) {
    Standing stands = standing.get(thread);
    return stands == null ? null : LockProbe.lockOf(stands.thread());
  }

  /** The threads from one to another, each of which waits for the next; empty where none is. */
  private List<Long> way(long from, long to) {
    Map<Long, Long> cameFrom = new HashMap<>();
    List<Long> next = new ArrayList<>(List.of(from));
    cameFrom.put(from, from);
    for (int i = 0; i < next.size(); i++) {
      long thread = next.get(i);
      if (thread == to) {
        return trace(cameFrom, from, to);
      }
      for (long waitedFor : waitedForBy(thread)) {
        if (cameFrom.putIfAbsent(waitedFor, thread) == null) {
          next.add(waitedFor);
        }
      }
    }
    return List.of();
  }

  private static List<Long> trace(Map<Long, Long> cameFrom, long from, long to) {
    List<Long> way = new ArrayList<>(List.of(to));
    for (long thread = to; thread != from; ) {
      thread = Objects.requireNonNull(cameFrom.get(thread));
      way.addFirst(thread);
    }
    return way;
  }

  private Set<Long> waitedForBy(long thread) {
    Set<Long> waitedFor = new HashSet<>();
    Standing stands = standing.get(thread);
    if (stands != null && stands.over() != null) {
      Standing top = tops.get(stands.cell());
      if (top != null) {
        waitedFor.add(top.thread().threadId());
      }
      return waitedFor;
    }
    for (OpenWait wait : waits) {
      if (wait.thread().threadId() == thread || (stands != null && isForkOf(stands, wait))) {
        tops.forEach((cell, top) -> {
          if (wait.isFor(cell)) {
            waitedFor.add(top.thread().threadId());
          }
        });
      }
    }
    Long owner = ownerOfAwaited(thread);
    if (owner != null) {
      waitedFor.add(owner);
    }
    return waitedFor;
  }

  /** Whether a handler waits for a subtask that it has forked, which waits for an agent. */
  private static boolean isForkOf(Standing stands, OpenWait wait) {
    return wait.asker() == stands.cell() && stands.thread().getState() == Thread.State.WAITING;
  }

  private LockWait describe(Standing waiting, List<Long> way) {
    long holder = way.getFirst();
    Standing holding = standing.get(holder);
    OpenWait wait = waitOf(holder);
    String monitor = dump.awaitedBy(waiting.thread().threadId());
    String lock =
        monitor != null ? monitor : Objects.toIdentityString(lockOf(waiting.thread().threadId()));
    String lane = holding == null || holding.over() == null ? "" : holding.over().name.lane();
    return new LockWait(
        waiting.cell(),
        waiting.run(),
        waiting.thread(),
        lock,
        holding == null ? threadName(wait, holder) : holding.toString(),
        holding == null ? (wait == null ? null : wait.thread()) : holding.thread(),
        lane,
        wait == null ? "" : wait.toString(),
        others(way));
  }

  private @Nullable OpenWait waitOf(long thread) {
    return waits.stream()
        .filter(wait -> wait.thread().threadId() == thread)
        .findFirst()
        .orElse(null);
  }

  private static String threadName(@Nullable OpenWait wait, long id) {
    return wait == null ? "thread #" + id : "thread '" + wait.thread().getName() + "'";
  }

  /** Who stands between the holder and the one that waits, in words; empty where nobody does. */
  private String others(List<Long> way) {
    List<String> between = new ArrayList<>();
    for (long thread : way.subList(1, way.size() - 1)) {
      Standing stands = standing.get(thread);
      between.add(stands == null ? "thread #" + thread : stands.toString());
    }
    return String.join(", ", between);
  }
}
