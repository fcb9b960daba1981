package dev.parklane.clock;

import java.nio.channels.spi.AbstractInterruptibleChannel;

/**
 * Keeps the interrupts of a platform thread that come while it carries virtual threads. The JDK
 * clears the flag of a carrier whenever one of them comes or goes, so that the flag alone would
 * lose them. In public the JDK tells of an interrupt to channels only; so this is one, that nobody
 * reads from or writes to.
 *
 * <p>Whoever interrupts sets the flag first, and tells the channel after that, which may be when
 * the thread carries nothing any more, and has gone on. So the channel is never taken from the
 * thread again, and told so late it sets the flag once more.
 */
final class InterruptAlarm extends AbstractInterruptibleChannel {
  private final Thread thread = Thread.currentThread();
  private boolean carrying; // guarded by this
  private volatile boolean rang; // written under this

  /** Whether it is of use for this thread. */
  boolean isFor(Thread other) {
    return thread == other && !rang;
  }

  /** The thread, which calls this, carries others from here on. It may be interrupted already. */
  void watch() {
    synchronized (this) {
      carrying = true;
    }
    begin();
  }

  /** Whether the thread was interrupted since, or before. */
  boolean rang() {
    return rang;
  }

  /** The thread, which calls this, carries nobody any more; its flag says what was told. */
  synchronized void unwatch() {
    carrying = false;
    if (rang) {
      thread.interrupt();
    }
  }

  /** Whoever interrupts, once. */
  @Override
  protected synchronized void implCloseChannel() {
    rang = true;
    if (!carrying) {
      thread.interrupt();
    }
  }
}
