package dev.parklane.clock;

import java.util.ArrayList;
import java.util.List;

/**
 * One advance of a {@link TestClock}, by the thread whose turn it is: it settles, delivers the next
 * that is due, and settles again, up to its target. Where that is a platform thread, and what it
 * would wait for is {@link VirtualWork}, a {@link StandIn} does so in its place, for as long as
 * what is due may be delivered by any thread.
 */
final class Advance implements StandIn.Errand {
  private final TestSource source;
  private final long to;
  private boolean begun; // the thread that advances
  private boolean stays; // the same: no other is to stand in any more
  private List<SettlingHook> known = List.of(); // written before the stand-in begins: its hooks

  Advance(TestSource source, long to) {
    this.source = source;
    this.to = to;
    stays = Thread.currentThread().isVirtual();
  }

  /** Delivers all that is due. */
  void run() {
    QueuedWakeup due;
    do {
      if (!isLeftToAnother() || !isSettledByAnother()) {
        source.settle();
      }
      begun = true;
      due = source.next(to);
      if (due != null) {
        source.fire(due);
      }
    } while (due != null);
  }

  /**
   * Whether a virtual thread goes on from here. At first also where there is no event for it yet,
   * but something to wait for, which may set one.
   */
  private boolean isLeftToAnother() {
    known = source.hooks;
    if (stays
        || known.isEmpty()
        || !source.tasks.isEmpty()
        || Thread.currentThread().isInterrupted()) {
      return false;
    }
    for (SettlingHook hook : known) {
      if (hook.work == null) {
        return false;
      }
    }
    return source.isNextForAnyThread(to) || (!begun && !isQuiet());
  }

  private boolean isSettledByAnother() {
    List<VirtualWork.Wait> waits = new ArrayList<>(known.size());
    try {
      for (SettlingHook hook : known) {
        if (hook.work != null) {
          waits.add(hook.work.begin());
        }
      }
      StandIn other = new StandIn(this);
      try {
        return other.await(waits);
      } finally {
        source.delivers(Thread.currentThread());
        stays = other.isTakenOff();
      }
    } finally {
      waits.forEach(VirtualWork.Wait::close);
    }
  }

  @Override
  public void begins(Thread by) {
    source.delivers(by);
  }

  @Override
  public boolean isQuiet() {
    for (SettlingHook hook : known) {
      if (hook.work != null && !hook.work.isQuiet()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean settle() throws InterruptedException {
    boolean anew;
    do {
      source.awaitExecutors();
      anew = false;
      for (SettlingHook hook : known) {
        if (hook.work == null || source.hooks != known) {
          return false; // a hook that came meanwhile may be for the thread that advances
        }
        anew |= hook.work.settle();
      }
    } while (anew);
    return true;
  }

  @Override
  public boolean deliver() {
    QueuedWakeup due = source.nextForAnyThread(to);
    if (due == null) {
      return false;
    }
    due.fire(source.nanos());
    return true;
  }
}
