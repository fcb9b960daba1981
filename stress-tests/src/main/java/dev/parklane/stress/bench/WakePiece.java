package dev.parklane.stress.bench;

import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One wake without an agent: a turn on a carrier, and what a stretch of work makes in it. It runs
 * its threads as a lock-step scheduler does, one after the other on the carrier that has its turn.
 */
final class WakePiece implements Runnable {
  /** How much of a wake there is. Each has what those before it have. */
  enum Depth {
    TURN, // a turn, and nothing in it
    THREAD, // the thread of an owner is made, started and ended
    SCOPE, // it opens a scope, and closes it
    ROOT // it forks a thread in the scope, and is parked until that has ended
  }

  private final Depth depth;
  private final Runnable done;
  private final Queue<Runnable> runnable = new ArrayDeque<>(4);
  private @Nullable Thread owner; // the carrier
  private boolean ended; // its threads: the root thread has

  WakePiece(Depth depth, Runnable done) {
    this.depth = depth;
    this.done = done;
  }

  @Override
  public void run() {
    if (depth == Depth.TURN) {
      done.run();
      return;
    }
    Thread thread = newThread(this::own);
    owner = thread;
    thread.start();
    for (Runnable next = runnable.poll(); next != null; next = runnable.poll()) {
      next.run();
    }
  }

  private Thread newThread(Runnable task) {
    return JdkVirtualThreads.newThread(runnable::add, "/piece/1", task);
  }

  private void own() {
    if (depth != Depth.THREAD) {
      try (PeerScope scope = new PeerScope(this::newThread)) {
        if (depth == Depth.ROOT) {
          scope.fork(this::endRoot);
          while (!ended) {
            LockSupport.park();
          }
        }
        scope.join();
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
    done.run();
  }

  private @Nullable Object endRoot() {
    ended = true;
    LockSupport.unpark(owner);
    return null;
  }
}
