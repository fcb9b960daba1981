package dev.parklane.clock;

import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Notices that a platform thread is interrupted while it carries virtual threads. The JDK clears
 * the flag of a carrier at each of them, so that the flag alone would lose an interrupt that comes
 * meanwhile. What the JDK tells of an interrupt in public, it tells to channels; so this is one,
 * that nobody reads from or writes to.
 */
final class InterruptAlarm extends AbstractInterruptibleChannel {
  private volatile boolean rang; // whoever interrupts

  /** The calling thread is watched from here on. It may have been interrupted before. */
  void watch() {
    begin();
  }

  /** Whether the thread was interrupted since. */
  boolean rang() {
    return rang;
  }

  /**
   * The calling thread is watched no more; where it was interrupted meanwhile, its flag says so
   * again.
   *
   * @return whether it was, after which this is of no use any more
   */
  boolean unwatch() {
    try {
      end(true);
    } catch (AsynchronousCloseException e) { // by an interrupt
      Thread.currentThread().interrupt();
    }
    return rang;
  }

  @Override
  protected void implCloseChannel() {
    rang = true;
  }
}
