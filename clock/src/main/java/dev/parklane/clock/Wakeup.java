package dev.parklane.clock;

/** A callback that a time source has been asked for. */
public interface Wakeup {
  /**
   * Takes it back. Any thread, also from inside a callback; never waits for a callback.
   *
   * @return true where it was pending: its callback will not start (law K10). False where its
   *     callback has started or ended, or where it was cancelled before
   */
  boolean cancel();
}
