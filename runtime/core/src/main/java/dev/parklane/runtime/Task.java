package dev.parklane.runtime;

import dev.parklane.runtime.event.Handler;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What is done away from an agent, and what is done there with what comes of it.
 *
 * @param failed null where what the work throws fails the agent
 */
record Task<T>(
    Callable<? extends T> work,
    Handler<? super T> then,
    @Nullable Handler<? super Throwable> failed) {
  private static final Handler<Throwable> RETHROWN = Task::rethrow;

  /** What came of the work, and who is told. */
  record Told<T>(Handler<? super T> handler, T result) {
    void handle() throws Exception {
      handler.handle(result);
    }
  }

  /** Does the work. */
  Told<?> call() throws Exception {
    return new Told<T>(then, work.call());
  }

  /** What is done in place of the other where the work has failed. */
  Told<?> failure(Throwable failure) {
    return new Told<>(failed == null ? RETHROWN : failed, failure);
  }

  /** What was thrown fails the agent. */
  static void rethrow(Throwable failure) throws Exception {
    switch (failure) {
      case Exception e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** Whether a handler of the agent is told where the work has failed. */
  boolean hasFailureHandler() {
    return failed != null;
  }
}
