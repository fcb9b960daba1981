package dev.parklane.clock;

import java.util.Objects;
import java.util.concurrent.Executor;

/** Runs handlers on an executor, and tells the source when one starts, fails and ends. */
final class ExecutorDispatcher implements Dispatcher {
  private final Source source;
  private final Executor executor;

  ExecutorDispatcher(Source source, Executor executor) {
    this.source = source;
    this.executor = Objects.requireNonNull(executor, "executor");
  }

  @Override
  public void dispatch(Firing firing) {
    source.queued();
    try {
      executor.execute(() -> run(firing));
    } catch (Throwable t) { // it was refused
      source.finished();
      throw t;
    }
  }

  private void run(Firing firing) {
    source.started();
    try {
      if (firing.begin()) {
        handle(firing);
      }
    } finally {
      source.ended();
      source.finished();
    }
  }

  private void handle(Firing firing) {
    try {
      firing.handle();
    } catch (Throwable t) { // also StackOverflowError, OutOfMemoryError, and a test's assertion
      source.failed(firing.event().name(), firing.event().scheduledNanos(), t);
    } finally {
      firing.end();
    }
  }
}
