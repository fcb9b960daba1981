package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the mailboxes to which one departure posts, until all of it is in its place: then
 * it is lifted with one write, and all becomes visible at once (law O5).
 *
 * <p>While it stands, nobody but its own thread posts to these mailboxes, and nothing that is
 * posted to them is taken. So two departures with mailboxes in common come in the same order in
 * each of them. Its thread waits for nothing meanwhile but for other marks, in the one order that
 * {@link Claims} keeps.
 */
final class Mark {
  // It stands for a microsecond or two: to sleep and be woken takes longer, of both.
  private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 500 : 0;

  private final Thread poster = Thread.currentThread();
  private final List<Runnable> afterwards;
  private @Nullable List<Runnable> wakes; // the poster only
  private volatile boolean lifted; // written by the poster, under this, once

  /**
   * Of the calling thread.
   *
   * @param afterwards what that thread will do when it is lifted
   */
  Mark(List<Runnable> afterwards) {
    this.afterwards = afterwards;
  }

  /** Whether the calling thread has to wait for it. */
  boolean holdsUp() {
    return !lifted && poster != Thread.currentThread();
  }

  /** Whether the calling thread has set it and not lifted it. */
  boolean isOwn() {
    return poster == Thread.currentThread() && !lifted;
  }

  /** Whether it stands no more. Any thread. */
  boolean isLifted() {
    return lifted;
  }

  /** Will wake an agent, which is idle and has a message now. The poster only. */
  void wakesLater(Runnable wake) {
    if (wakes == null) {
      wakes = new ArrayList<>();
    }
    wakes.add(wake);
  }

  /** Will do what runs code of users, or waits. The poster only. */
  void afterwards(Runnable act) {
    afterwards.add(act);
  }

  /** Lets all be seen, and wakes the agents that were idle. The poster only. */
  void lift() {
    synchronized (this) {
      lifted = true;
      notifyAll();
    }
    if (wakes != null) {
      wakes.forEach(Runnable::run);
      wakes = null;
    }
  }

  /** Waits until it is lifted. An interrupt does not end the wait; it is there again afterwards. */
  void await() {
    for (int i = 0; i < LOOKS && !lifted; i++) {
      Thread.onSpinWait();
    }
    if (lifted) {
      return;
    }
    boolean interrupted = false;
    synchronized (this) {
      while (!lifted) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
