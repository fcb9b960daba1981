package dev.parklane.clock;

import java.util.Objects;

/** A callback that a source has been asked for directly. */
final class PlainWakeup extends QueuedWakeup implements Wakeup {
  private final Source source;
  private final Runnable callback;
  private final boolean anyThread; // whether any may call it

  PlainWakeup(Source source, String name, Runnable callback, boolean anyThread) {
    super(Objects.requireNonNull(name, "name"));
    this.source = source;
    this.callback = Objects.requireNonNull(callback, "callback");
    this.anyThread = anyThread;
  }

  @Override
  boolean isForAnyThread() {
    return anyThread;
  }

  @Override
  void fire(long nowNanos) {
    long scheduled = atNanos; // nobody queues it a second time
    source.delivering(name, scheduled, nowNanos - scheduled);
    try {
      callback.run();
    } catch (Throwable t) { // also StackOverflowError, OutOfMemoryError, and a test's assertion
      source.failed(name, scheduled, t);
    }
  }

  @Override
  public boolean cancel() {
    return source.disarm(this);
  }
}
