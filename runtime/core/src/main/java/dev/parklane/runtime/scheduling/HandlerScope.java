package dev.parklane.runtime.scheduling;

import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

/**
 * The structured scope in which the handlers of one agent run, named after it (law E5). The one
 * class that touches the preview API.
 */
@SuppressWarnings("preview")
final class HandlerScope {
  private final Threads threads;
  private String nextName = ""; // the owner, from a fork to the making of its thread

  /** What makes the threads of a scope. */
  interface Threads {
    /** A thread of this name, not started. */
    Thread newThread(String name, Runnable task);
  }

  /** What the owner of a scope does in it. Only it may fork. */
  interface Forks {
    /** Starts a thread of this name in the scope. */
    void fork(String name, Callable<?> task);
  }

  /** What the owner of a scope does while it is open. */
  interface Owner {
    void own(Forks forks);
  }

  private HandlerScope(Threads threads) {
    this.threads = threads;
  }

  /**
   * Opens a scope, lets its owner, the calling thread, fork in it, and waits for its threads to
   * end. An interrupt of the owner is kept for later.
   */
  static void run(String name, Threads threads, Owner owner) {
    HandlerScope names = new HandlerScope(threads);
    boolean interrupted = false;
    try (var scope =
        StructuredTaskScope.open(
            StructuredTaskScope.Joiner.<Object>awaitAll(),
            config -> config.withName(name).withThreadFactory(names::newThread))) {
      owner.own((threadName, task) -> {
        names.nextName = threadName;
        scope.fork(task);
      });
      scope.join();
    } catch (InterruptedException e) {
      interrupted = true; // closing has waited for the threads all the same
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Thread newThread(Runnable task) {
    return threads.newThread(nextName, task);
  }
}
