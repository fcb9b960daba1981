package dev.parklane.runtime.scheduling;

/** The thread that looks for {@linkplain PinnedWriters pinned writers} of a plane. */
final class PinnedWatch extends Thread {
  private final Runnable look;
  private boolean ended; // guarded by this

  PinnedWatch(Runnable look) {
    super("parklane-pinned-watch");
    this.look = look;
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      while (!awaitTick()) {
        look.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody interrupts it but to end it
    }
  }

  private synchronized boolean awaitTick() throws InterruptedException {
    if (!ended) {
      wait(PinnedWriters.TICK_MILLIS);
    }
    return ended;
  }

  /** Ends the watch, and waits until it has ended. */
  void end() throws InterruptedException {
    synchronized (this) {
      ended = true;
      notifyAll();
    }
    join();
  }
}
