package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.LockProbe;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread that waits for agents now: for an answer, for room in a mailbox, for a plane to be quiet
 * or closed. Whoever looks for locks that are held meanwhile finds it here (law E12). Such waits
 * are rare and slow beside this.
 */
final class OpenWait implements Mailbox.WaitsForRoom {
  private static final Set<OpenWait> ALL = ConcurrentHashMap.newKeySet();

  private final Thread thread = Thread.currentThread();
  private final @Nullable AgentCell asker = CallingThread.held();
  private final Commons commons;
  private final @Nullable String uri;
  private final String what;
  private final @Nullable Runnable wake; // null where it is parked

  private OpenWait(Commons commons, @Nullable String uri, String what, @Nullable Runnable wake) {
    this.wake = wake;
    this.commons = commons;
    this.uri = uri;
    this.what = what;
  }

  /**
   * The calling thread is about to wait.
   *
   * @param uri of the agent that it waits for, or null where it waits for all of the plane
   * @param what it does meanwhile, as in {@code ask}
   */
  static OpenWait begin(Commons commons, @Nullable String uri, String what) {
    return begin(commons, uri, what, null);
  }

  /** Begins one of a thread that this wakes, so that it looks around and waits on. */
  static OpenWait begin(
      Commons commons, @Nullable String uri, String what, @Nullable Runnable wake) {
    OpenWait begun = new OpenWait(commons, uri, what, wake);
    ALL.add(begun);
    return begun;
  }

  /** Has the thread look around. Any thread. */
  void wake() {
    if (wake == null) {
      LockSupport.unpark(thread);
    } else {
      wake.run();
    }
  }

  /** All that there are now. Any thread. */
  static Collection<OpenWait> all() {
    return ALL;
  }

  @Override
  public void end() {
    ALL.remove(this);
  }

  Thread thread() {
    return thread;
  }

  /** The agent whose handler waits, or a subtask that it has forked; null for a program. */
  @Nullable AgentCell asker() {
    return asker;
  }

  /** Whether it ends only when what this agent does now has ended. */
  boolean isFor(AgentCell cell) {
    return cell.commons() == commons && (uri == null || cell.uri().equals(uri));
  }

  /** As in {@code ask to /names/guests}. */
  @Override
  public String toString() {
    return uri == null ? what : what + " to " + uri;
  }

  /**
   * Waits for this on the calling thread, which answers {@linkplain LockProbe probes} meanwhile.
   */
  static <T> T get(CompletableFuture<T> future) throws InterruptedException, ExecutionException {
    AtWork.lookFor(future::isDone);
    if (!future.isDone()) {
      Thread waits = Thread.currentThread();
      future.whenComplete((result, failure) -> LockSupport.unpark(waits));
      while (!future.isDone()) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        LockSupport.park(future);
        LockProbe.answer();
      }
    }
    return future.get();
  }
}
